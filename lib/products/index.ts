import "server-only";
import { catalog } from "@/lib/catalog";
import type { ProductDomain } from "./types";

// By name, not through the registry: the catalog is read from there, and would bring every product's verbs along.
const { domain }: { domain: ProductDomain } = await import(`../../products/${catalog.product}/domain/index.ts`);

/** The product this deployment sells. */
export const product = domain;

/** The gauges that this application measures: the product's own, and `users`, measured by lib/tenancy. */
export const measuredGauges: readonly string[] = [...Object.keys(domain.measures), "users"];

export type { ProfileQuestion, SetupItem } from "./types";
