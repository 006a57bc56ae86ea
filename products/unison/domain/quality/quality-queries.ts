import "server-only";
import { and, desc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { nonConformances, workOrders } from "@/products/unison/schema";
import { authorName } from "../person-of";

const { organizationId: _, ...columns } = getTableColumns(nonConformances);

function reports({ organizationId, tx }: TenantContext, ...conditions: (SQL | undefined)[]) {
  return tx
    .select({ ...columns, orderNumber: workOrders.number, orderTitle: workOrders.title, reporter: authorName })
    .from(nonConformances)
    .innerJoin(
      workOrders,
      and(
        eq(workOrders.organizationId, nonConformances.organizationId),
        eq(workOrders.id, nonConformances.workOrderId),
      ),
    )
    .leftJoin(users, eq(users.id, nonConformances.reportedBy))
    .where(and(eq(nonConformances.organizationId, organizationId), ...conditions))
    .orderBy(desc(nonConformances.reportedAt), desc(nonConformances.id))
    .$dynamic();
}
export type Report = Awaited<ReturnType<typeof reports>>[number];

/** Open non-conformance reports, newest first. */
export const listOpenReports = (ctx: TenantContext, limit: number) =>
  reports(ctx, eq(nonConformances.status, "open")).limit(limit);

/** All non-conformance reports of one work order, newest first. */
export const listReportsOf = (ctx: TenantContext, workOrderId: string) =>
  reports(ctx, eq(nonConformances.workOrderId, workOrderId));

/** `after` is the ID of the last report of the previous page. */
export type ReportFilter = { status?: "open" | "closed" | null; after?: string | null };

/** Newest first. @returns the rows, and the `after` of the next page if there is one. */
export async function listReports(ctx: TenantContext, { status, after }: ReportFilter, size = 25) {
  const rows = await reports(
    ctx,
    status ? eq(nonConformances.status, status) : undefined,
    after
      ? sql`(${nonConformances.reportedAt}, ${nonConformances.id}) < (
          select reported_at, id from non_conformances
          where organization_id = ${ctx.organizationId} and id = ${after})`
      : undefined,
  ).limit(size + 1);
  const page = rows.slice(0, size);
  return { rows: page, next: rows.length > size ? (page.at(-1)?.id ?? null) : null };
}

/** How many reports are open, how many of those are critical, and what closed ones cost in cents since `from`. */
export async function qualityFigures({ organizationId, tx }: TenantContext, from: Date) {
  const [row] = await tx
    .select({
      open: sql<number>`(count(*) filter (where ${nonConformances.status} = 'open'))::int`,
      critical: sql<number>`(count(*) filter (where ${nonConformances.status} = 'open' and ${nonConformances.severity} = 'critical'))::int`,
      reported: sql<number>`(count(*) filter (where ${nonConformances.reportedAt} >= ${from.toISOString()}))::int`,
      cost: sql<number>`coalesce(sum(${nonConformances.cost}) filter (where ${nonConformances.closedAt} >= ${from.toISOString()}), 0)`.mapWith(
        Number,
      ),
    })
    .from(nonConformances)
    .where(eq(nonConformances.organizationId, organizationId));
  return row ?? { open: 0, critical: 0, reported: 0, cost: 0 };
}
