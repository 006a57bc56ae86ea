import "server-only";
import { recordAudit } from "@/lib/audit";
import {
  type AdminCaller,
  type AdminCancelInput,
  type AdminChangePlanInput,
  cancelSubscription,
  changePlan,
  endSubscription,
  resumeSubscription,
} from "@/lib/billing";

/** Changes the plan for the customer, at the cost that the preview showed. @throws GatehouseError as `changePlan`. */
export async function changePlanFor(ctx: AdminCaller, { reason, ...change }: AdminChangePlanInput) {
  const changed = await changePlan(ctx, change);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "admin.plan_changed",
    details: { plan: change.plan, interval: change.interval ?? null, outcome: changed.outcome, reason },
  });
  return changed;
}

/** Cancels for the customer, at the end of the paid period or now. @throws GatehouseError as `cancelSubscription`. */
export async function cancelFor(ctx: AdminCaller, { when, feedback, reason, discardScheduled }: AdminCancelInput) {
  const canceled =
    when === "now"
      ? await endSubscription(ctx, { feedback, discardScheduled })
      : await cancelSubscription(ctx, { reason: feedback, ...(discardScheduled ? { discardScheduled } : {}) });
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "admin.plan_canceled",
    details: { when, feedback, at: canceled.at, reason },
  });
  return canceled;
}

/** Withdraws a cancellation for the customer. @throws GatehouseError as `resumeSubscription`. */
export async function resumeFor(ctx: AdminCaller, { reason }: { reason: string }) {
  const resumed = await resumeSubscription(ctx);
  await recordAudit(ctx, { organizationId: ctx.organizationId, action: "admin.plan_resumed", details: { reason } });
  return resumed;
}
