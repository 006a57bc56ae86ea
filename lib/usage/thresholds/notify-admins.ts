import "server-only";
import { raiseAlert } from "@/lib/alerts";
import { catalog, findMeter } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { formatNumber } from "@/lib/numbers";
import { emitWebhook } from "@/lib/webhooks";

type ReachedLimit = {
  organization: string;
  meter: string;
  periodStart: Date;
  step: "critical" | "soft" | "hard";
  used: number;
  limit: number;
  graceEndsAt: Date | null;
};

/** Sends the `limit.reached` webhook, and from the soft limit on an alert to the platform admins. */
export async function notifyAdmins(ctx: TenantContext, reached: ReachedLimit): Promise<void> {
  const { organization, graceEndsAt, periodStart, ...facts } = reached;
  const { meter, step, used, limit } = facts;
  const key = [ctx.organizationId, meter, periodStart.toISOString(), step].join(":");
  await emitWebhook(ctx, {
    type: "limit.reached",
    organizationId: ctx.organizationId,
    data: { ...facts, graceEndsAt: graceEndsAt?.toISOString() ?? null, periodStart: periodStart.toISOString() },
    dedupeKey: `limit.reached:${key}`,
  });
  if (step === "critical") return;
  const { name } = findMeter(catalog, meter);
  await raiseAlert(ctx, {
    kind: "limit_breach",
    dedupeKey: key,
    organizationId: ctx.organizationId,
    title: `${organization} reached its ${step === "hard" ? "hard limit" : "limit"}: ${name}`,
    text: `${formatNumber(used)} of ${formatNumber(limit)} used${step === "hard" ? ", and more is rejected" : ""}. Offer a larger plan, or add an override.`,
    path: `/admin/organizations/${ctx.organizationId}`,
  });
}
