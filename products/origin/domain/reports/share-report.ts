import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import { organizations } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { signingSecret, withAnySecret } from "@/lib/auth-secrets";
import { wallNow } from "@/lib/clock";
import { type TenantContext, withTenant } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { entitlementsOf, requireAccess, requireFeature } from "@/lib/entitlements";
import { env } from "@/lib/env";
import { found } from "@/lib/errors";
import { roiReports } from "@/products/origin/schema";
import { nameSchema } from "../data/names";
import { settingsOf } from "../data/settings";
import { doneRun, resultsOf } from "../runs/run-queries";
import { readReportToken, signReport } from "./report-link";

export const shareSchema = z.strictObject({
  runId: z.uuid(),
  title: nameSchema(120),
  /** How long the link works. */
  days: z.coerce.number().int().min(1).max(365),
});

/**
 * Shares a run by a link that works without an account until its end.
 *
 * @returns the report's id.
 * @throws GatehouseError `feature_not_in_plan`, `read_only`, `not_found` for a run that isn't done.
 */
export async function shareReport(
  ctx: TenantContext,
  { runId, title, days }: z.output<typeof shareSchema>,
): Promise<string> {
  await requireFeature(ctx, "roi_reports");
  await requireAccess(ctx, "write");
  const run = found(await doneRun(ctx, runId), "run");
  const { actor, organizationId, now, tx, wall } = ctx;
  const id = uuidv7();
  await tx.insert(roiReports).values({
    organizationId,
    id,
    runId: run.id,
    title,
    createdBy: actor.kind === "user" ? actor.id : null,
    createdAt: now,
    expiresAt: addDays(wall, days),
  });
  await recordAudit(ctx, {
    organizationId,
    action: "attribution.report_shared",
    subject: id,
    details: { name: title },
  });
  return id;
}

/** Ends a link now. @throws GatehouseError `not_found`, `read_only`. */
export async function revokeReport(ctx: TenantContext, id: string): Promise<void> {
  await requireAccess(ctx, "read");
  const { organizationId, now, tx } = ctx;
  const [row] = await tx
    .update(roiReports)
    .set({ revokedAt: now })
    .where(and(eq(roiReports.organizationId, organizationId), eq(roiReports.id, id), isNull(roiReports.revokedAt)))
    .returning({ title: roiReports.title });
  const { title } = found(row, "shared report");
  await recordAudit(ctx, {
    organizationId,
    action: "attribution.report_revoked",
    subject: id,
    details: { name: title },
  });
}

/** The shared reports that still work, each with its link. */
export async function listReports({ organizationId, tx, wall }: TenantContext) {
  const rows = await tx
    .select()
    .from(roiReports)
    .where(and(eq(roiReports.organizationId, organizationId), isNull(roiReports.revokedAt)))
    .orderBy(desc(roiReports.createdAt))
    .limit(50);
  return rows
    .filter(({ expiresAt }) => expiresAt > wall)
    .map((row) => {
      const token = signReport({ organizationId, reportId: row.id, expiresAt: row.expiresAt }, signingSecret());
      return { ...row, url: new URL(`/shared-report/${token}`, env.APP_URL).toString() };
    });
}

/**
 * What the link of a report shows: nothing but one run's figures by channel. Undefined for a link that was altered, has ended or was
 * revoked, and while the organization is suspended or its plan has no shared reports: the same for all of them.
 */
export async function openReport(token: string) {
  const link = withAnySecret((secret) => readReportToken(token, secret, wallNow()));
  if (!link) return undefined;
  const { organizationId, reportId } = link;
  return withTenant({ organizationId, actor: { kind: "system", id: "worker" } }, async (ctx) => {
    const { tx, wall } = ctx;
    const own = and(eq(roiReports.organizationId, organizationId), eq(roiReports.id, reportId));
    const [report] = await tx.select().from(roiReports).where(own);
    if (!report || report.revokedAt || report.expiresAt <= wall) return undefined;
    const { access, features } = await entitlementsOf(ctx);
    if (access === "blocked" || !features.includes("roi_reports")) return undefined;
    const run = await doneRun(ctx, report.runId);
    if (!run) return undefined;
    const [organization] = await tx
      .select({ name: organizations.name })
      .from(organizations)
      .where(eq(organizations.id, organizationId));
    await tx.update(roiReports).set({ lastOpenedAt: wall }).where(own);
    return {
      title: report.title,
      expiresAt: report.expiresAt,
      organization: organization?.name ?? "",
      run,
      channels: (await resultsOf(ctx, [run])).get(run.id) ?? [],
      currency: (await settingsOf(ctx)).currency,
    };
  });
}
