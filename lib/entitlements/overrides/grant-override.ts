import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { entitlementOverrides, subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog, findFeature, findMeter } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import type { GrantOverrideInput } from "./override-input";

/**
 * Overrides a feature or a limit of the organization's plan. Replaces an older override of the same name. The caller is a
 * platform admin.
 *
 * @throws GatehouseError `unknown_name` (422) with the valid names, `invalid_input` for an end in the past.
 */
export async function grantOverride(ctx: TenantContext, input: GrantOverrideInput): Promise<{ id: string }> {
  const { kind, name, reason } = input;
  if (kind === "feature") findFeature(catalog, name);
  else findMeter(catalog, name);
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  if (expiresAt && expiresAt <= ctx.now) throw invalidInput("expiresAt: must be in the future.");
  const id = uuidv7();
  // Of two at once, the second replaces the first.
  await ctx.tx
    .select({ organizationId: subscriptions.organizationId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId))
    .for("update");
  await ctx.tx
    .delete(entitlementOverrides)
    .where(
      and(
        eq(entitlementOverrides.organizationId, ctx.organizationId),
        eq(entitlementOverrides.kind, kind),
        eq(entitlementOverrides.name, name),
      ),
    );
  await ctx.tx.insert(entitlementOverrides).values({
    organizationId: ctx.organizationId,
    id,
    kind,
    name,
    ...granted(input),
    reason,
    createdBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
    createdAt: ctx.now,
    expiresAt,
  });
  // Usage is compared with the new limit right away.
  await sendJob(ctx, "notify-limits", {}, "limits");
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "entitlements.override_granted",
    subject: name,
    details: { ...input, expiresAt: expiresAt?.toISOString() ?? null },
  });
  const { organizationId } = ctx;
  if (kind === "meter") await sendJob(ctx, "settle-seats", { organizationId }, organizationId);
  return { id };
}

function granted(input: GrantOverrideInput) {
  if (input.kind === "feature") return { enabled: input.enabled, limit: null, unlimited: false };
  const unlimited = input.limit === "unlimited";
  return { enabled: null, limit: input.limit === "unlimited" ? null : input.limit, unlimited };
}
