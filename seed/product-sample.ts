import { existsSync } from "node:fs";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Catalog } from "@/lib/catalog";
import type { CustomerHistory } from "./history/customer";
import type { Words } from "./history/words";
import type { Scenario, ScenarioChoices, Scenarios } from "./scenario";

/** What a customer made in the product itself. */
export type ProductRows = {
  /** The levels of the gauges that count these rows, by the gauge's key. */
  gauges: Readonly<Record<string, number>>;
  tables: readonly { table: PgTable; rows: readonly PgTable["$inferInsert"][] }[];
};

/**
 * What a product adds to its sample data: `products/<name>/sample/index.ts` exports it as `sample`, if there is one. Whatever
 * it leaves out follows from the catalog.
 */
export type ProductSample = {
  /** Organizations to sign in as, complete or as choices of plan, usage and rows. */
  scenarios?: Partial<Record<keyof Scenarios, Scenario | ScenarioChoices>>;
  /** Customers that tests and screenshots know by name, with their past as seen at `now`. */
  pastCustomers?: (catalog: Catalog, now: Date) => CustomerHistory[];
  words?: Words;
  /** What a customer with a past made in the product's own tables. Pure: the same history gives the same rows. */
  rows?: (catalog: Catalog, history: CustomerHistory, organizationId: string) => ProductRows;
  /** What a gauge that no rows count reaches at a large customer, by the gauge's key; 8 for any other. */
  gaugeLevels?: Readonly<Record<string, number>>;
};

/** The sample of a product; an empty one if it has none. */
export async function sampleOf(product: string): Promise<ProductSample> {
  if (!existsSync(new URL(`../products/${product}/sample/index.ts`, import.meta.url))) return {};
  // By name, as the domain is loaded: seed names no product.
  const { sample }: { sample: ProductSample } = await import(`../products/${product}/sample/index.ts`);
  return sample;
}
