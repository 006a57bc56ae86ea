import type { ProductDefinition } from "../definition";
import { catalog } from "./catalog";

/** Marketing attribution: touchpoints, conversions and spend, and the return on each channel. */
export const origin: ProductDefinition = { catalog, paths: ["/channels"] };
