import type { TenantContext } from "@/lib/context";
import type { ExportedTable } from "@/lib/export/exported-table";
import type { Measures } from "@/lib/usage";

export type Choice = { value: string; label: string; description?: string };

/** What the product wants to know of a new organization. Short choices make a select, those that need a word make cards. */
export type ProfileQuestion = { key: string; label: string; kind: "select" | "cards"; choices: readonly Choice[] };

/** A step of "complete your setup". */
export type SetupItem = { key: string; label: string; description: string; href: string; done: boolean };

/** What the commercial layer asks of a product: `products/<name>/domain/index.ts` exports it as `domain`. */
export type ProductDomain = {
  /** Asked of each new organization, kept in its profile. */
  questions: readonly ProfileQuestion[];
  /** Makes the first object of a new organization from the answers of the product's own step. @throws `invalid_input`. */
  setUp(ctx: TenantContext, input: unknown): Promise<void>;
  /** What is left to do with the product. */
  setupItems(ctx: TenantContext): Promise<SetupItem[]>;
  /** Counts what its gauges measure from its own tables. A gauge without a measure is set by who reports it. */
  measures: Measures;
  /** What an organization takes along of the product's own tables. */
  exported: readonly ExportedTable[];
};
