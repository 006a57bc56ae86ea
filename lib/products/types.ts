import type { TenantContext } from "@/lib/context";
import type { ExportedTable } from "@/lib/export/exported-table";
import type { ProductJobHandlers } from "@/lib/jobs/queue-settings";
import type { ProductDataMap } from "@/lib/privacy/data-map";
import type { Measures } from "@/lib/usage";

export type Choice = { value: string; label: string; description?: string };

/** A question for a new organization: a select for short choices, cards for choices that need an explanation. */
export type ProfileQuestion = {
  key: string;
  label: string;
  /** What the answer is used for. */
  hint?: string;
  kind: "select" | "cards";
  choices: readonly Choice[];
};

/** A step of "complete your setup". */
export type SetupItem = { key: string; label: string; description: string; href: string; done: boolean };

/** What the commercial layer asks of a product: `products/<name>/domain/index.ts` exports it as `domain`. */
export type ProductDomain = {
  /** Asked of every new organization and stored in its profile. */
  questions: readonly ProfileQuestion[];
  /** Creates a new organization's first objects from the product's own onboarding step. @throws GatehouseError `invalid_input`. */
  setUp(ctx: TenantContext, input: unknown): Promise<void>;
  /** The product's setup steps. */
  setupItems(ctx: TenantContext): Promise<SetupItem[]>;
  /** Measures gauges from the product's own tables. A gauge without a measure is set through the API, one with a measure can't be. */
  measures: Measures;
  /** The product's tables in an organization's data export. */
  exported: readonly ExportedTable[];
  /** Runs the jobs of the queues in the product's definition. */
  jobs?: ProductJobHandlers;
  /** What its tables say of people; see docs/privacy.md. */
  dataMap: ProductDataMap;
};
