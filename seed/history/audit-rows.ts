import { type AuditAction, auditKeys, sealChain } from "@/lib/audit";
import type { Books } from "./books";
import type { CustomerHistory } from "./customer";

type Entry = {
  at: Date;
  action: AuditAction;
  actor?: string | undefined;
  subject?: string | undefined;
  details?: Record<string, unknown>;
};

/** The chain of what happened to a customer, as it would have been written at the time, and its sealed end. */
export function auditRows(
  history: CustomerHistory,
  { subscriptions, invoices, movements }: Books,
  { organizationId, ownerId }: { organizationId: string; ownerId: string },
  until: Date,
): ReturnType<typeof sealChain> {
  const { signedUpAt, onboardedAt, trial, steps } = history;
  const bought = steps[0]?.at;
  const entries: Entry[] = [
    {
      at: signedUpAt,
      action: "tenancy.signed_up",
      actor: ownerId,
      subject: ownerId,
      details: { plan: trial.plan, trialEndsAt: trial.endsAt.toISOString() },
    },
  ];
  if (onboardedAt) entries.push({ at: onboardedAt, action: "organization.onboarded", actor: ownerId });
  if (trial.endsAt <= until && (!bought || bought > trial.endsAt))
    entries.push({ at: trial.endsAt, action: "billing.trial_expired", details: { plan: trial.plan } });
  for (const { startedAt, endedAt, items, cancelAt, canceledAt, reason } of subscriptions) {
    const plan = items.find(({ price }) => price.kind === "plan")?.price.itemKey;
    entries.push({ at: startedAt, action: "billing.subscription_started", details: { plan } });
    if (reason && cancelAt && canceledAt)
      entries.push({ at: canceledAt, action: "billing.cancellation_requested", actor: ownerId, details: { reason } });
    if (endedAt && endedAt <= until)
      entries.push({ at: endedAt, action: "billing.subscription_ended", details: { plan } });
  }
  for (const { occurredAt, kind, planBefore, planAfter } of movements)
    if ((kind === "expansion" || kind === "contraction") && planBefore !== planAfter)
      entries.push({
        at: occurredAt,
        action: "billing.plan_changed",
        actor: ownerId,
        details: { from: planBefore, to: planAfter },
      });
  for (const invoice of invoices) {
    const failed = invoice.attempts > 1 || (invoice.attempts === 1 && invoice.status === "open");
    if (failed && invoice.finalizedAt) entries.push({ at: invoice.finalizedAt, action: "billing.payment_failed" });
    if (failed && invoice.paidAt) entries.push({ at: invoice.paidAt, action: "billing.payment_recovered" });
    if (invoice.refundedAt) entries.push({ at: invoice.refundedAt, action: "billing.refunded" });
  }
  return chained(organizationId, entries);
}

function chained(organizationId: string, entries: readonly Entry[]): ReturnType<typeof sealChain> {
  const [key] = auditKeys();
  return sealChain(
    entries
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .map(({ at, action, actor, subject, details }, index) => ({
        organizationId,
        seq: index + 1,
        action,
        actorKind: actor ? "user" : "system",
        actorId: actor ?? (action === "billing.trial_expired" ? "worker" : "stripe"),
        impersonatorId: null,
        subject: subject ?? null,
        // Without what is undefined, which JSON doesn't keep.
        details: Object.fromEntries(Object.entries(details ?? {}).filter(([, value]) => value !== undefined)),
        occurredAt: at,
      })),
    key,
  );
}
