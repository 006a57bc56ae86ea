import "server-only";
import { and, eq } from "drizzle-orm";
import { entitlementOverrides } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";

/** Revokes an override. The plan and its add-ons apply again immediately. @throws GatehouseError `not_found`. */
export async function revokeOverride(ctx: TenantContext, { overrideId }: { overrideId: string }): Promise<void> {
  const [row] = await ctx.tx
    .delete(entitlementOverrides)
    .where(and(eq(entitlementOverrides.organizationId, ctx.organizationId), eq(entitlementOverrides.id, overrideId)))
    .returning();
  const { kind, name, enabled, limit, unlimited, reason } = found(row, "override");
  // Usage is compared with the new limit right away.
  await sendJob(ctx, "notify-limits", {}, "limits");
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "entitlements.override_revoked",
    subject: name,
    details: { kind, enabled, limit, unlimited, reason },
  });
  const { organizationId } = ctx;
  if (kind === "meter") await sendJob(ctx, "settle-seats", { organizationId }, organizationId);
}
