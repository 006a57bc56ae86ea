import type { ProductDefinition } from "../definition";
import { catalog } from "./catalog";
import { queues } from "./queues";
import { releases } from "./releases";

/** Shop-floor software: plants with departments, lanes and shifts, and the work orders that run through them. */
export const unison: ProductDefinition = {
  catalog,
  queues,
  releases,
  paths: ["/customize", "/inventory", "/plants", "/quality", "/reports", "/schedule", "/work-orders"],
};
