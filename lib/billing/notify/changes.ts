import type { AuditAction } from "@/lib/audit";
import type { BillingState } from "./billing-state";

/** An entry of the audit log. */
export type Change = { action: AuditAction; subject?: string; details: Record<string, unknown> };

type Before = Pick<
  BillingState,
  "status" | "planKey" | "lookupKey" | "stripeSubscriptionId" | "cancelAt" | "mrr" | "failedPayments"
>;
type After = Pick<BillingState, keyof Before | "endedAt" | "collectionMethod" | "pastDueSince">;

/** What a sync changed, for the audit log. Empty if nothing changed. */
export function changesBetween(before: Before, after: After): Change[] {
  const subject = after.stripeSubscriptionId ?? undefined;
  return [...lifeOf(before, after), ...cancellation(before, after), ...payment(before, after)].map((change) => ({
    ...change,
    ...(subject === undefined ? {} : { subject }),
  }));
}

/** Whether there is a live subscription. On a trial before a purchase there is none, on a trial at Stripe there is. */
export const isLive = ({ status, stripeSubscriptionId }: Pick<Before, "status" | "stripeSubscriptionId">): boolean =>
  status === "active" ||
  status === "past_due" ||
  status === "unpaid" ||
  status === "paused" ||
  (status === "trialing" && stripeSubscriptionId !== null);

function lifeOf(before: Before, after: After): Change[] {
  const was = isLive(before);
  const is = isLive(after);
  const plan = { plan: after.planKey, price: after.lookupKey, mrr: after.mrr };
  if (is && (!was || before.stripeSubscriptionId !== after.stripeSubscriptionId)) {
    return [{ action: "billing.subscription_started", details: plan }];
  }
  if (was && !is) {
    return [{ action: "billing.subscription_ended", details: { plan: before.planKey, endedAt: after.endedAt } }];
  }
  if (!is || (before.lookupKey === after.lookupKey && before.mrr === after.mrr)) return [];
  return [
    { action: "billing.subscription_changed", details: { ...plan, from: before.lookupKey, mrrBefore: before.mrr } },
  ];
}

function cancellation(before: Before, after: After): Change[] {
  if (!isLive(after) || before.cancelAt?.getTime() === after.cancelAt?.getTime()) return [];
  if (after.cancelAt === null) return [{ action: "billing.cancellation_withdrawn", details: {} }];
  return [{ action: "billing.cancellation_scheduled", details: { cancelAt: after.cancelAt } }];
}

function payment(before: Before, after: After): Change[] {
  const isSent = after.collectionMethod === "send_invoice";
  if (!isSent && isLate(after) && after.failedPayments > before.failedPayments) {
    return [{ action: "billing.payment_failed", details: { attempt: after.failedPayments } }];
  }
  if (isSent && isLate(after) && !isLate(before)) {
    return [{ action: "billing.invoice_overdue", details: { dueAt: after.pastDueSince } }];
  }
  if (isLate(before) && after.status === "active") {
    return [{ action: "billing.payment_recovered", details: {} }];
  }
  return [];
}

const isLate = ({ status }: Pick<Before, "status">): boolean => status === "past_due" || status === "unpaid";
