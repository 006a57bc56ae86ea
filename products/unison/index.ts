import type { ProductDefinition } from "../definition";
import { catalog } from "./catalog";

/** Shop-floor software: plants with departments, lanes and shifts, and the work orders that run through them. */
export const unison: ProductDefinition = {
  catalog,
  paths: ["/inventory", "/plants", "/quality", "/reports", "/schedule", "/work-orders"],
};
