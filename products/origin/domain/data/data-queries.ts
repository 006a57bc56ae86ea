import "server-only";
import { and, asc, desc, eq } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { channelSpend, conversions, dataImports, importProblems, touchpoints } from "@/products/origin/schema";

/** Whether there is anything to run a model on. */
export async function hasConversions({ organizationId, tx }: TenantContext): Promise<boolean> {
  const rows = await tx
    .select({ id: conversions.id })
    .from(conversions)
    .where(eq(conversions.organizationId, organizationId))
    .limit(1);
  return rows.length > 0;
}

/** How much data there is. Counts are exact up to a million rows of each. */
export async function dataCounts({ organizationId, tx }: TenantContext) {
  const [touches, ends, spend] = [
    await tx.$count(touchpoints, eq(touchpoints.organizationId, organizationId)),
    await tx.$count(conversions, eq(conversions.organizationId, organizationId)),
    await tx.$count(channelSpend, eq(channelSpend.organizationId, organizationId)),
  ];
  return { touchpoints: touches, conversions: ends, spend };
}

/** The types of conversions there are. */
export async function conversionTypes({ organizationId, tx }: TenantContext): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ type: conversions.type })
    .from(conversions)
    .where(eq(conversions.organizationId, organizationId))
    .orderBy(asc(conversions.type))
    .limit(50);
  return rows.map(({ type }) => type);
}

/** The newest imports. */
export const listImports = ({ organizationId, tx }: TenantContext, limit = 20) =>
  tx
    .select()
    .from(dataImports)
    .where(eq(dataImports.organizationId, organizationId))
    .orderBy(desc(dataImports.createdAt))
    .limit(limit);
export type ImportRow = Awaited<ReturnType<typeof listImports>>[number];

/** An import and the rows that it left out, by line. @throws GatehouseError `not_found`. */
export async function importReport({ organizationId, tx }: TenantContext, importId: string) {
  const [row] = await tx
    .select()
    .from(dataImports)
    .where(and(eq(dataImports.organizationId, organizationId), eq(dataImports.id, importId)));
  const problems = await tx
    .select({ line: importProblems.line, reason: importProblems.reason, content: importProblems.content })
    .from(importProblems)
    .where(and(eq(importProblems.organizationId, organizationId), eq(importProblems.importId, importId)))
    .orderBy(asc(importProblems.line));
  return { row: found(row, "import"), problems };
}
