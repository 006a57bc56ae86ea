import type { readingKinds } from "@/db/schema";
import type { AccessRule } from "@/lib/entitlements";
import type { Reading } from "../reading/reading";
import type { Difference } from "./differences";
import type { Shown } from "./shown";

export type ReadingDifference = Difference & { kind: (typeof readingKinds)[number] };

/**
 * How what we show, count and provide differs from what Stripe charges and provides. Each difference is reported by its
 * cause: other items explain another charge. Pure.
 */
export function readingDifferences(customerId: string, ours: Shown, theirs: Reading): ReadingDifference[] {
  const subject = theirs.subscriptionId ?? ours.subscriptionId ?? customerId;
  const owed = ofOwed(customerId, ours.owed, theirs.owed);
  if (ours.subscriptionId !== theirs.subscriptionId) {
    const here = { subscription: ours.subscriptionId, access: ours.access };
    return [{ kind: "access", subject, here, there: standingOf(theirs) }, ...owed];
  }
  const items = ofQuantities("items", subject, ours.items, theirs.items);
  const scheduled = ofScheduled(subject, ours, theirs);
  return [
    ...ofAccess(subject, ours, theirs),
    ...items,
    ...scheduled,
    ...(items.length === 0 ? ofMrr(subject, ours, theirs) : []),
    ...(items.length + scheduled.length === 0 ? ofNextCharge(subject, ours, theirs) : []),
    ...owed,
  ];
}

const standingOf = ({ subscriptionId, status, planKey }: Reading) => ({
  subscription: subscriptionId,
  status,
  plan: planKey,
});

/** The rules that give access because of a subscription at Stripe. Others give it without one. */
const fromStripe: ReadonlySet<AccessRule> = new Set([
  "stripe_trial",
  "paid",
  "payment_failed",
  "payments_failed_thrice",
  "invoice_overdue",
  "invoice_long_overdue",
  "unpaid",
  "other_subscription",
  "collection_paused",
]);

function ofAccess(subject: string, ours: Shown, theirs: Reading): ReadingDifference[] {
  const samePlan = theirs.planKey === null || ours.planKey === theirs.planKey;
  if (samePlan && providesAsStripe(ours, theirs)) return [];
  const { access, rule, planKey: plan } = ours;
  return [{ kind: "access", subject, here: { access, rule, plan }, there: standingOf(theirs) }];
}

function providesAsStripe({ access, rule }: Shown, { provides }: Reading): boolean {
  if (rule === "suspended") return true;
  if (provides === "full") return access === "full" && fromStripe.has(rule);
  if (provides === "write_off") return rule === "collection_paused" || rule === "paused";
  if (provides === "late") return fromStripe.has(rule) && rule !== "paid" && rule !== "other_subscription";
  return !fromStripe.has(rule);
}

function ofMrr(subject: string, { mrr }: Shown, { monthly }: Reading): ReadingDifference[] {
  return mrr === monthly ? [] : [{ kind: "mrr", subject, here: { mrr }, there: { mrr: monthly } }];
}

function ofNextCharge(subject: string, ours: Shown, theirs: Reading): ReadingDifference[] {
  if (theirs.nextCharge === undefined) return [];
  const here = chargeFacts(ours.nextCharge);
  const there = chargeFacts(theirs.nextCharge);
  return isSame(here, there) ? [] : [{ kind: "next_charge", subject, here, there }];
}

const chargeFacts = (charge: { amount: number; at: Date } | null) => ({
  amount: charge?.amount ?? 0,
  at: charge?.at.toISOString() ?? null,
});

function ofScheduled(subject: string, ours: Shown, theirs: Reading): ReadingDifference[] {
  const here = comingFacts(ours);
  const there = comingFacts(theirs);
  if (!isSame(here, there)) return [{ kind: "scheduled", subject, here, there }];
  return ofQuantities("scheduled", subject, ours.scheduled?.items ?? {}, theirs.scheduled?.items ?? {});
}

const comingFacts = ({ scheduled, cancelAt }: Pick<Reading, "scheduled" | "cancelAt">) => ({
  changesAt: scheduled?.at.toISOString() ?? null,
  endsAt: cancelAt?.toISOString() ?? null,
});

const isSame = (here: Record<string, unknown>, there: Record<string, unknown>): boolean =>
  Object.keys(here).every((name) => here[name] === there[name]);

type Amounts = Readonly<Record<string, number>>;

function ofQuantities(kind: "items" | "scheduled", subject: string, ours: Amounts, theirs: Amounts) {
  const sides = unequal(ours, theirs);
  return sides ? [{ kind, subject, ...sides }] : [];
}

function ofOwed(subject: string, ours: Amounts, theirs: Amounts): ReadingDifference[] {
  const sides = unequal(ours, theirs);
  return sides ? [{ kind: "owed", subject, ...sides }] : [];
}

/** What differs on each side. One that has none of it is left out there. */
function unequal(ours: Amounts, theirs: Amounts): { here: Amounts; there: Amounts } | undefined {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
  const differing = names.filter((name) => ours[name] !== theirs[name]);
  if (differing.length === 0) return undefined;
  const pick = (from: Amounts) =>
    Object.fromEntries(differing.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
  return { here: pick(ours), there: pick(theirs) };
}
