import "server-only";
import type { ProductDomain } from "@/lib/products/types";
import { measures } from "../measures";
import { dataMap } from "./data-map";
import { exported } from "./exported";
import { importData } from "./import/import-data";
import { questions } from "./questions";
import { runAttribution } from "./runs/run-attribution";
import { setUp } from "./set-up";
import { setupItems } from "./setup-items";

/** What the commercial layer asks of Origin. */
export const domain: ProductDomain = {
  questions,
  setUp,
  setupItems,
  measures,
  exported,
  dataMap,
  jobs: { "run-attribution": runAttribution, "import-data": importData },
};

export { addConversions, addTouchpoints } from "./data/add-events";
export { mergeVisitors } from "./data/identity";
export { saveSettings, settingsOf } from "./data/settings";
export { trackJourney } from "./data/track-journey";
export { addChunk, startImport } from "./import/start-import";
export { modelsInUse, removeModel } from "./runs/models-in-use";
export { startRun } from "./runs/start-run";
export { setSpend } from "./spend/set-spend";
