import "server-only";
import { eq } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { TenantContext } from "@/lib/context";
import type { SetupItem } from "@/lib/products/types";
import { attributionRuns, channelSpend, conversions, touchpoints } from "@/products/origin/schema";

/** What a marketing team still has to set up. */
export async function setupItems(ctx: TenantContext): Promise<SetupItem[]> {
  const events = (await hasRows(ctx, touchpoints)) && (await hasRows(ctx, conversions));
  return [
    {
      key: "events",
      label: "Bring in touchpoints and conversions",
      description: "Upload CSV files, or send them with the API.",
      href: "/data",
      done: events,
    },
    {
      key: "spend",
      label: "Add what your channels cost",
      description: "Upload a CSV file or type it in.",
      href: "/data?kind=spend",
      done: await hasRows(ctx, channelSpend),
    },
    {
      key: "run",
      label: "Run your first model",
      description: "See which channel earned what.",
      href: "/runs",
      done: await hasRows(ctx, attributionRuns),
    },
  ];
}

async function hasRows(
  { organizationId, tx }: TenantContext,
  table: PgTable & { organizationId: PgColumn },
): Promise<boolean> {
  const rows = await tx
    .select({ organizationId: table.organizationId })
    .from(table)
    .where(eq(table.organizationId, organizationId))
    .limit(1);
  return rows.length > 0;
}
