import type { ProductDefinition } from "../definition";
import { catalog } from "./catalog";
import { queues } from "./queues";

/** Shop-floor software: plants with departments, lanes and shifts, and the work orders that run through them. */
export const unison: ProductDefinition = {
  catalog,
  queues,
  paths: ["/customize", "/inventory", "/plants", "/quality", "/reports", "/schedule", "/work-orders"],
};
