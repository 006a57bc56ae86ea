import { addDays } from "@/lib/durations";
import { type Held, type Movement, movementsBetween, type Revenue } from "@/lib/metrics/movements";
import { delinquentAfterDays, mrrOf, type RecurringRevenue } from "@/lib/metrics/mrr";
import { turningPoints } from "@/lib/metrics/turning-points";
import type { DiscountMirror } from "./discounts";
import type { InvoiceMirror } from "./invoice-mirror";
import type { ItemMirror } from "./items";
import { recurringOf } from "./revenue";
import type { SubscriptionMirror } from "./subscription-mirror";
import type { SubscriptionRow } from "./subscription-row";

/** What the movements so far add up to. */
export type Ledger = {
  /** The MRR of the one currency in which the sum isn't zero. */
  open: { mrr: number; currency: string } | null;
  /** What a pause took out of MRR, while it lasts. */
  held: Held | null;
  /** When the last movement was; undefined if the organization never paid. */
  last: Date | undefined;
};

export type MovementFacts = {
  before: SubscriptionRow;
  after: SubscriptionRow;
  /** What was mirrored before, from which follows what time alone has changed since. */
  known: { items: readonly ItemMirror[]; discounts: readonly DiscountMirror[] };
  subscription: SubscriptionMirror | undefined;
  invoices: readonly InvoiceMirror[];
  ledger: Ledger;
  now: Date;
};

export type DatedMovement = Movement & { occurredAt: Date; delinquent: boolean };

/**
 * The movements of a sync, oldest first, each dated when it happened: first what time alone did since the last sync, however
 * late this one is, then what changed at Stripe. They continue from the sum of the movements, not from the row's own
 * figure: if that were wrong, its repair would record a change that never happened.
 */
export function datedMovements(facts: MovementFacts): DatedMovement[] {
  const { before, after, ledger, now } = facts;
  const booked: DatedMovement[] = [];
  let everPaid = ledger.last !== undefined;
  let current: Revenue = {
    mrr: ledger.open?.mrr ?? 0,
    currency: ledger.open?.currency ?? null,
    paused: before.status === "paused",
    held: ledger.held,
  };
  const book = (next: Revenue, dateOf: (movement: Movement) => Date, delinquent: boolean) => {
    for (const movement of movementsBetween(current, next, everPaid)) {
      const last = booked.at(-1)?.occurredAt ?? ledger.last;
      booked.push({ ...movement, occurredAt: within(dateOf(movement), last, now), delinquent });
      everPaid = true;
    }
    current = next;
  };
  for (const { at, mrr } of stepsOfTime(facts)) {
    book({ mrr, currency: current.currency, paused: false }, () => at, isLate(facts));
  }
  book(
    revenueOf(after, everPaid),
    (movement) => timeOf(movement, facts),
    facts.subscription?.lossCause === "delinquent",
  );
  return booked.length === 0 ? movedAsItWas(facts) : booked;
}

/** Another plan or interval at the same MRR: an expansion of 0, which takes the MRR along to it. */
function movedAsItWas({ before, after, ledger, now }: MovementFacts): DatedMovement[] {
  const { open, last } = ledger;
  const isPaid = open !== null && open.mrr > 0 && before.mrr > 0 && after.mrr === open.mrr;
  const isSame =
    before.planKey === after.planKey &&
    before.interval === after.interval &&
    before.intervalCount === after.intervalCount;
  if (!isPaid || isSame || before.planKey === null || after.planKey === null) return [];
  const { currency, mrr } = open;
  const movement = { kind: "expansion", currency, amount: 0, mrrBefore: mrr, mrrAfter: mrr } as const;
  return [{ ...movement, occurredAt: within(now, last, now), delinquent: false }];
}

/** A customer who has paid before and is on a trial at Stripe was given a free period: they haven't left. */
const revenueOf = ({ mrr, currency, status }: SubscriptionRow, everPaid: boolean): Revenue => ({
  mrr,
  currency,
  paused: status === "paused" || (status === "trialing" && everPaid),
});

/** Never in the future, and never before the last movement. */
function within(at: Date, last: Date | undefined, now: Date): Date {
  const notInTheFuture = at > now ? now : at;
  return last && last > notInTheFuture ? last : notInTheFuture;
}

function stepsOfTime(facts: MovementFacts): { at: Date; mrr: number }[] {
  const { before, after, ledger, known, now } = facts;
  if (before.status !== "active" && before.status !== "past_due") return [];
  const revenue: RecurringRevenue = {
    status: isLate(facts) ? "past_due" : "active",
    pastDueSince: before.pastDueSince,
    ...recurringOf(known),
  };
  const until = after.status === "canceled" && after.endedAt && after.endedAt < now ? after.endedAt : now;
  const points = turningPoints(revenue, until);
  const [first] = points;
  // Whatever else has changed explains the difference then, and is dated by it.
  if (!first || mrrOf(revenue, new Date(first.getTime() - 1)) !== ledger.open?.mrr) return [];
  return points.map((at) => ({ at, mrr: mrrOf(revenue, at) }));
}

/** Whether a payment that was late at the last sync has been late ever since. */
function isLate({ before, after, subscription }: MovementFacts): boolean {
  if (before.status !== "past_due" || before.pastDueSince === null) return false;
  const same = isUnpaid(after) && after.pastDueSince?.getTime() === before.pastDueSince.getTime();
  return same || (after.status === "canceled" && subscription?.lossCause === "delinquent");
}

/** By Stripe's time if it gives one, so that a late sync counts in the right month. */
function timeOf({ kind }: Movement, facts: MovementFacts): Date {
  const { after, now } = facts;
  switch (kind) {
    case "new":
      return after.firstPaidAt ?? facts.subscription?.startedAt ?? now;
    case "reactivation":
      return returnedAt(facts) ?? now;
    case "churn":
      return (after.status === "canceled" ? after.endedAt : delinquentAt(after)) ?? now;
    case "paused":
      return grantedAt(facts) ?? now;
    case "resumed":
    case "expansion":
    case "contraction":
      return resumedAt(facts) ?? now;
    default:
      return kind satisfies never;
  }
}

/** When a free period was granted. Stripe may keep the start of an earlier trial, which says nothing about this one. */
function grantedAt({ after, subscription, ledger }: MovementFacts): Date | null {
  const started = after.status === "trialing" ? subscription?.trialStartedAt : null;
  return started && ledger.last && started > ledger.last ? started : null;
}

/** With another subscription when that was first paid, with the same one when it was paid again. */
function returnedAt({ before, after, invoices }: MovementFacts): Date | null {
  if (before.stripeSubscriptionId !== after.stripeSubscriptionId) return after.firstPaidAt;
  const paid = invoices.flatMap(({ stripeSubscriptionId, paidAt }) =>
    stripeSubscriptionId === after.stripeSubscriptionId && paidAt ? [paidAt.getTime()] : [],
  );
  return paid.length === 0 ? null : new Date(Math.max(...paid));
}

const delinquentAt = (row: SubscriptionRow): Date | null =>
  isUnpaid(row) && row.pastDueSince ? addDays(row.pastDueSince, delinquentAfterDays) : null;

const isUnpaid = ({ status }: SubscriptionRow): boolean => status === "past_due" || status === "unpaid";

/** The end of a free period or of a pause; null when neither ended. */
function resumedAt({ before, after, ledger }: MovementFacts): Date | null {
  if (ledger.held === null) return null;
  if (after.status === "canceled") return after.endedAt;
  return before.status === "trialing" ? before.trialEndsAt : before.resumesAt;
}
