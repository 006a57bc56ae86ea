import "server-only";
import { raiseAlert } from "@/lib/alerts";
import { catalog, findMeter } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { emitWebhook } from "@/lib/webhooks";

type ReachedLimit = {
  organization: string;
  meter: string;
  periodStart: Date;
  step: "email" | "soft" | "hard";
  used: number;
  limit: number;
  graceEndsAt: Date | null;
};

const numbers = new Intl.NumberFormat("en-US");

/** Tells the platform's owner and their own systems of a step of the ladder; from the soft limit on it is a breach. */
export async function tellFounder(ctx: TenantContext, reached: ReachedLimit): Promise<void> {
  const { organization, graceEndsAt, periodStart, ...facts } = reached;
  const { meter, step, used, limit } = facts;
  const key = [ctx.organizationId, meter, periodStart.toISOString(), step].join(":");
  await emitWebhook(ctx, {
    type: "limit.reached",
    organizationId: ctx.organizationId,
    data: { ...facts, graceEndsAt: graceEndsAt?.toISOString() ?? null, periodStart: periodStart.toISOString() },
    dedupeKey: `limit.reached:${key}`,
  });
  if (step === "email") return;
  const { name } = findMeter(catalog, meter);
  await raiseAlert(ctx, {
    kind: "limit_breach",
    dedupeKey: key,
    organizationId: ctx.organizationId,
    title: `${organization}: ${name} ${step === "hard" ? "stopped" : "over the limit"}`,
    text: `${numbers.format(used)} of ${numbers.format(limit)} used. A good moment to offer a larger plan.`,
    path: `/admin/organizations/${ctx.organizationId}`,
  });
}
