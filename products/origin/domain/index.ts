import "server-only";
import type { ProductDomain } from "@/lib/products/types";
import { measures } from "../measures";
import { checkRoiAlerts } from "./alerts/check-roi-alerts";
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
  jobs: { "run-attribution": runAttribution, "import-data": importData, "check-roi-alerts": checkRoiAlerts },
};

export { channelsWithSpend, listRoiAlerts, type RoiAlert } from "./alerts/roi-alert-queries";
export { removeRoiAlert, setRoiAlert } from "./alerts/set-roi-alert";
export { addConversions, addTouchpoints } from "./data/add-events";
export {
  conversionTypes,
  dataCounts,
  hasConversions,
  type ImportRow,
  importReport,
  listImports,
} from "./data/data-queries";
export { eraseVisitor } from "./data/erase-visitor";
export { mergeVisitors } from "./data/identity";
export { saveSettings, settingsOf } from "./data/settings";
export { trackJourney } from "./data/track-journey";
export { addChunk, startImport } from "./import/start-import";
export { exportResults } from "./reports/export-results";
export { listReports, openReport, revokeReport, shareReport, shareSchema } from "./reports/share-report";
export { modelsInUse, removeModel } from "./runs/models-in-use";
export { doneRun, listRuns, pathsOf, type RunPath, type RunRow, resultsOf } from "./runs/run-queries";
export { startRun } from "./runs/start-run";
export { saveSpend } from "./spend/save-spend";
export { setSpend } from "./spend/set-spend";
