import { addDays, day, hour } from "@/lib/durations";
import { type Movement, movementsBetween, type Revenue } from "@/lib/metrics/movements";
import { mrrOf, type RecurringDiscount } from "@/lib/metrics/mrr";
import { monthsAfter, monthsOf } from "./calendar";
import type { CancelReason, SoldCoupon, SoldItem, Step, StepOf } from "./customer";

/** Days after the first failure on which a card is charged again, as the local Stripe does. */
const retryDays = [1, 3, 5, 7, 9, 11, 14];

/** Days within which an invoice that was sent is due. */
export const daysUntilDue = 14;

export type BookedInvoice = {
  subscription: BookedSubscription;
  reason: "subscription_create" | "subscription_cycle" | "subscription_update";
  status: "draft" | "open" | "paid" | "void";
  createdAt: Date;
  finalizedAt: Date | null;
  dueAt: Date | null;
  paidAt: Date | null;
  periodStart: Date;
  periodEnd: Date;
  /** Minor units before and after discounts. Never negative: no change in these histories is worth a credit. */
  subtotal: number;
  total: number;
  attempts: number;
  nextAttemptAt: Date | null;
  refundedAt: Date | null;
};

export type BookedSubscription = {
  number: number;
  status: "active" | "past_due" | "paused" | "canceled";
  collection: StepOf<"buy">["collection"];
  coupon: SoldCoupon | null;
  /** Until when the coupon counts; null for good. */
  couponEndsAt: Date | null;
  items: readonly SoldItem[];
  currency: string;
  interval: "month" | "year";
  startedAt: Date;
  periodStart: Date;
  periodEnd: Date;
  pastDueSince: Date | null;
  pausedUntil: Date | null;
  cancelAt: Date | null;
  canceledAt: Date | null;
  reason: CancelReason | null;
  comment: string | null;
  endedAt: Date | null;
};

export type BookedMovement = Movement & {
  occurredAt: Date;
  planBefore: string | null;
  planAfter: string | null;
  intervalBefore: "month" | "year" | null;
  intervalAfter: "month" | "year" | null;
  cause: "voluntary" | "delinquent" | null;
  reason: CancelReason | null;
  subscription: BookedSubscription;
};

/** What follows from a customer's history by the rules of Stripe and of revenue, at one moment. */
export type Books = {
  /** Oldest first. At most the last one hasn't ended. */
  subscriptions: readonly BookedSubscription[];
  invoices: readonly BookedInvoice[];
  movements: readonly BookedMovement[];
  /** Whether the card now on file can be charged. */
  cardWorks: boolean;
};

/** Keeps the books of a customer's steps up to `until`. Pure; a test compares it with the local Stripe. */
export function booksOf(steps: readonly Step[], until: Date): Books {
  const keeper = new BookKeeper();
  for (const step of steps) {
    if (step.at >= until) break;
    keeper.advance(step.at);
    keeper.apply(step);
  }
  keeper.advance(until);
  return keeper.books();
}

class BookKeeper {
  readonly #subscriptions: BookedSubscription[] = [];
  readonly #invoices: BookedInvoice[] = [];
  readonly #movements: BookedMovement[] = [];
  #cardWorks = true;
  #revenue: Revenue = { mrr: 0, currency: null, paused: false };
  #plan: string | null = null;
  #interval: "month" | "year" | null = null;

  books(): Books {
    return {
      subscriptions: this.#subscriptions,
      invoices: this.#invoices,
      movements: this.#movements,
      cardWorks: this.#cardWorks,
    };
  }

  /** Does what is due up to `until`, each at its time. */
  advance(until: Date): void {
    for (let due = this.#nextDue(); due && due.at <= until; due = this.#nextDue()) {
      due.run();
      this.#book(due.at, due.delinquent ?? false);
    }
  }

  apply(step: Step): void {
    switch (step.kind) {
      case "buy":
        this.#buy(step);
        break;
      case "change":
        this.#change(step);
        break;
      case "card":
        this.#cardWorks = step.works;
        break;
      case "pay":
        this.#payOpen(step.at);
        break;
      case "pause":
        this.#update({ status: "paused", pausedUntil: step.until });
        break;
      case "cancel":
        this.#cancel(step);
        break;
      case "refund": {
        const paid = this.#invoices.findLast(({ status, total }) => status === "paid" && total > 0);
        if (paid) paid.refundedAt = step.at;
        break;
      }
      default:
        step satisfies never;
    }
    this.#book(step.at, false);
  }

  #live(): BookedSubscription | undefined {
    const last = this.#subscriptions.at(-1);
    return last && last.endedAt === null ? last : undefined;
  }

  #update(change: Partial<BookedSubscription>): void {
    const live = this.#live();
    if (live) Object.assign(live, change);
  }

  #nextDue(): { at: Date; run: () => void; delinquent?: boolean } | undefined {
    const live = this.#live();
    const due: { at: Date; run: () => void; delinquent?: boolean }[] = [];
    if (live) {
      const { cancelAt, pausedUntil, couponEndsAt } = live;
      if (pausedUntil)
        due.push({ at: pausedUntil, run: () => Object.assign(live, { status: "active", pausedUntil: null }) });
      if (couponEndsAt && live.coupon) due.push({ at: couponEndsAt, run: () => Object.assign(live, { coupon: null }) });
      if (cancelAt) due.push({ at: cancelAt, run: () => this.#end(live, cancelAt) });
      else due.push({ at: live.periodEnd, run: () => this.#renew(live) });
    }
    for (const invoice of this.#invoices) {
      if (invoice.status === "draft")
        due.push({ at: new Date(invoice.createdAt.getTime() + hour), run: () => this.#finalize(invoice) });
      const { nextAttemptAt, dueAt } = invoice;
      const late = invoice.status === "open" && invoice.subscription.status === "active" ? dueAt : null;
      if (late) due.push({ at: late, run: () => this.#late(invoice.subscription, late) });
      if (nextAttemptAt && invoice.status === "open" && invoice.subscription === live) {
        const last = invoice.attempts === retryDays.length && !this.#cardWorks;
        due.push({ at: nextAttemptAt, run: () => this.#charge(invoice, nextAttemptAt), delinquent: last });
      }
    }
    return due.reduce<(typeof due)[number] | undefined>(
      (first, each) => (!first || each.at < first.at ? each : first),
      undefined,
    );
  }

  #buy({ at, items, coupon, collection }: StepOf<"buy">): void {
    const interval = items[0]?.price.interval ?? "month";
    const subscription: BookedSubscription = {
      number: this.#subscriptions.length + 1,
      status: "active",
      collection,
      coupon,
      couponEndsAt: coupon?.months ? monthsAfter(at, coupon.months) : null,
      items,
      currency: items[0]?.price.currency ?? "usd",
      interval,
      startedAt: at,
      periodStart: at,
      periodEnd: monthsAfter(at, monthsOf(interval)),
      pastDueSince: null,
      pausedUntil: null,
      cancelAt: null,
      canceledAt: null,
      reason: null,
      comment: null,
      endedAt: null,
    };
    this.#subscriptions.push(subscription);
    this.#invoice(subscription, {
      reason: "subscription_create",
      at,
      periodStart: at,
      amounts: amountsOf(subscription),
    });
  }

  #renew(subscription: BookedSubscription): void {
    const { startedAt, interval, periodEnd: at, periodStart } = subscription;
    const step = monthsOf(interval);
    const done = Math.round((at.getTime() - startedAt.getTime()) / (30.4375 * day * step));
    subscription.periodStart = at;
    subscription.periodEnd = monthsAfter(startedAt, (done + 1) * step);
    this.#invoice(subscription, { reason: "subscription_cycle", at, periodStart, amounts: amountsOf(subscription) });
  }

  #change({ at, items, prorated }: StepOf<"change">): void {
    const live = this.#live();
    if (!live) return;
    const before = amountsOf(live);
    live.items = items;
    if (!prorated) return;
    const share = (amount: number) =>
      Math.round(
        (amount * (live.periodEnd.getTime() - at.getTime())) / (live.periodEnd.getTime() - live.periodStart.getTime()),
      );
    const after = amountsOf(live);
    const total = sum(after.nets.map(share)) - sum(before.nets.map(share));
    const amounts = { nets: [total], subtotal: total, total };
    if (total !== 0) this.#invoice(live, { reason: "subscription_update", at, periodStart: at, amounts });
  }

  #invoice(
    subscription: BookedSubscription,
    given: { reason: BookedInvoice["reason"]; at: Date; periodStart: Date; amounts: Amounts },
  ): void {
    const { reason, at, periodStart, amounts } = given;
    const sent = subscription.collection === "send_invoice";
    const invoice: BookedInvoice = {
      subscription,
      reason,
      status: "draft",
      createdAt: at,
      finalizedAt: null,
      dueAt: sent ? addDays(at, daysUntilDue) : null,
      paidAt: null,
      periodStart,
      periodEnd: at,
      subtotal: amounts.subtotal,
      total: amounts.total,
      attempts: 0,
      nextAttemptAt: null,
      refundedAt: null,
    };
    this.#invoices.push(invoice);
    if (subscription.coupon?.duration === "once") subscription.coupon = null;
    if (subscription.status === "paused") Object.assign(invoice, { status: "void", finalizedAt: at });
    else if (reason === "subscription_update" || (reason === "subscription_create" && !sent))
      this.#finalizeAt(invoice, at);
  }

  #finalize(invoice: BookedInvoice): void {
    this.#finalizeAt(invoice, new Date(invoice.createdAt.getTime() + hour));
  }

  #finalizeAt(invoice: BookedInvoice, at: Date): void {
    Object.assign(invoice, { status: "open", finalizedAt: at });
    if (invoice.dueAt === null) this.#charge(invoice, at);
  }

  #charge(invoice: BookedInvoice, at: Date): void {
    invoice.attempts += 1;
    if (this.#cardWorks) {
      this.#paid(invoice, at);
      return;
    }
    const first = invoice.finalizedAt ?? at;
    const wait = retryDays[invoice.attempts - 1];
    invoice.nextAttemptAt = wait === undefined ? null : addDays(first, wait);
    if (wait === undefined) this.#end(invoice.subscription, at);
    else this.#late(invoice.subscription, first);
  }

  #late(subscription: BookedSubscription, since: Date): void {
    Object.assign(subscription, { status: "past_due", pastDueSince: since });
  }

  #payOpen(at: Date): void {
    const open = this.#invoices.findLast(({ status }) => status === "open");
    if (open) this.#paid(open, at);
  }

  #paid(invoice: BookedInvoice, at: Date): void {
    Object.assign(invoice, { status: "paid", paidAt: at, nextAttemptAt: null });
    if (invoice.subscription.status === "past_due")
      Object.assign(invoice.subscription, { status: "active", pastDueSince: null });
  }

  #cancel({ at, when, reason, comment }: StepOf<"cancel">): void {
    const live = this.#live();
    if (!live) return;
    Object.assign(live, { reason, comment, canceledAt: at });
    if (when === "now") this.#end(live, at);
    else live.cancelAt = live.periodEnd;
  }

  #end(subscription: BookedSubscription, at: Date): void {
    Object.assign(subscription, { status: "canceled", endedAt: at, canceledAt: subscription.canceledAt ?? at });
  }

  /** Books what the last event changed about revenue. */
  #book(at: Date, delinquent: boolean): void {
    const subscription = this.#subscriptions.at(-1);
    if (!subscription) return;
    const next = revenueOf(subscription, at);
    const held =
      this.#revenue.held ??
      (this.#revenue.mrr > 0 ? { mrr: this.#revenue.mrr, currency: this.#revenue.currency ?? "" } : null);
    const plan = subscription.items.find(({ price }) => price.kind === "plan")?.price.itemKey ?? null;
    const made = movementsBetween(this.#revenue, next, this.#movements.length > 0);
    for (const [index, movement] of made.entries()) {
      const isLast = index === made.length - 1;
      this.#movements.push({
        ...movement,
        occurredAt: at,
        planBefore: movement.mrrBefore > 0 ? this.#plan : null,
        planAfter: movement.mrrAfter > 0 ? (isLast ? plan : this.#plan) : null,
        intervalBefore: movement.mrrBefore > 0 ? this.#interval : null,
        intervalAfter: movement.mrrAfter > 0 ? (isLast ? subscription.interval : this.#interval) : null,
        cause: movement.kind === "churn" ? (delinquent ? "delinquent" : "voluntary") : null,
        reason: movement.kind === "churn" ? subscription.reason : null,
        subscription,
      });
    }
    this.#revenue = next.paused ? { ...next, held } : next;
    this.#plan = plan;
    this.#interval = subscription.interval;
  }
}

function revenueOf(subscription: BookedSubscription, at: Date): Revenue {
  const { status, items, currency, coupon, couponEndsAt, pastDueSince } = subscription;
  const discounts: RecurringDiscount[] = coupon
    ? [
        {
          duration: coupon.duration,
          percentOff: coupon.percentOff,
          amountOff: null,
          endsAt: couponEndsAt,
          products: null,
        },
      ]
    : [];
  const mrr = mrrOf(
    {
      status,
      pastDueSince,
      discounts,
      items: items.map(({ price, quantity }) => ({
        unitAmount: price.unitAmount,
        tiers: null,
        tiersMode: null,
        packageSize: null,
        packageRounding: null,
        product: price.product,
        quantity,
        interval: price.interval,
        intervalCount: 1,
        metered: false,
        discounts: [],
      })),
    },
    at,
  );
  return { mrr, currency, paused: status === "paused" };
}

/** `nets`: each line after the discount. */
type Amounts = { nets: readonly number[]; subtotal: number; total: number };

/** What a whole period of a subscription costs. */
function amountsOf({ items, coupon }: BookedSubscription): Amounts {
  const lines = items.map(({ price, quantity }) => price.unitAmount * quantity);
  const nets = lines.map((amount) => amount - Math.round((amount * (coupon?.percentOff ?? 0)) / 100));
  return { nets, subtotal: sum(lines), total: sum(nets) };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
