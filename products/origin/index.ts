import type { ProductDefinition } from "../definition";
import { api } from "./api";
import { catalog } from "./catalog";
import { queues } from "./queues";
import { releases } from "./releases";

/** Marketing attribution: touchpoints, conversions and spend, and the return on each channel. */
export const origin: ProductDefinition = {
  catalog,
  paths: ["/channels", "/journeys", "/runs", "/data"],
  api,
  queues,
  releases,
};
