import "server-only";
import { and, asc, desc, eq, lte } from "drizzle-orm";
import { materials, nonConformances, workOrders } from "@/db/schema";
import type { TenantContext } from "@/lib/context";

/** Materials at or below the level they are ordered at, the scarcest first. */
export function listShortages({ organizationId, tx }: TenantContext, limit: number) {
  return tx
    .select({
      id: materials.id,
      code: materials.code,
      name: materials.name,
      unit: materials.unit,
      onHand: materials.onHand,
      reorderAt: materials.reorderAt,
    })
    .from(materials)
    .where(and(eq(materials.organizationId, organizationId), lte(materials.onHand, materials.reorderAt)))
    .orderBy(asc(materials.onHand), asc(materials.code))
    .limit(limit);
}
export type Shortage = Awaited<ReturnType<typeof listShortages>>[number];

/** Non-conformance reports nobody has closed, newest first. */
export function listOpenReports({ organizationId, tx }: TenantContext, limit: number) {
  return tx
    .select({
      id: nonConformances.id,
      title: nonConformances.title,
      severity: nonConformances.severity,
      reportedAt: nonConformances.reportedAt,
      orderNumber: workOrders.number,
    })
    .from(nonConformances)
    .innerJoin(
      workOrders,
      and(
        eq(workOrders.organizationId, nonConformances.organizationId),
        eq(workOrders.id, nonConformances.workOrderId),
      ),
    )
    .where(and(eq(nonConformances.organizationId, organizationId), eq(nonConformances.status, "open")))
    .orderBy(desc(nonConformances.reportedAt))
    .limit(limit);
}
export type OpenReport = Awaited<ReturnType<typeof listOpenReports>>[number];
