import type { BadgeVariant } from "@/components/ui/badge";
import type { BillingSummary, ScheduledSummary } from "@/lib/billing";
import type { Interval } from "@/lib/catalog";
import { formatShortUtcDate, formatUtcDate } from "@/lib/dates";
import { unreachable } from "@/lib/errors";
import { perInterval } from "@/lib/intervals";
import { formatMoney, formatPrice } from "@/lib/money";
import { discountWords, itemName, totalWords } from "./item-words";

export type PlanWords = {
  badge: { label: string; variant: BadgeVariant };
  line: string;
  /** What "Contact us" is for, as in "to change it"; null where the customer can act. */
  contact: string | null;
};

type Facts = Pick<
  BillingSummary,
  | "status"
  | "plan"
  | "price"
  | "trialEndsAt"
  | "freeUntil"
  | "trialRefused"
  | "currentPeriodEnd"
  | "cancelAt"
  | "collectionMethod"
  | "paused"
  | "scheduled"
  | "arranged"
  | "endedAt"
  | "failedPayments"
  | "suspendedAt"
>;

/** The plan's status as a badge, and what happens next as a sentence. */
export function planWords(facts: Facts, now: Date): PlanWords {
  if (facts.suspendedAt) {
    const line = "You can't buy anything while your organization is suspended. You can still pay open invoices.";
    return { ...words("Suspended", "destructive", line), contact: "to lift the suspension" };
  }
  const { status, plan } = facts;
  switch (status) {
    case "trialing":
      return facts.freeUntil ? free(facts, facts.freeUntil, now) : onTrial(facts, now);
    case "expired":
      return trialOver(facts);
    case "active":
      return active(facts, now);
    case "past_due":
      return facts.collectionMethod === "send_invoice"
        ? words("Invoice overdue", "destructive", "An invoice is overdue. Pay it to keep full access.")
        : words("Payment failed", "destructive", pastDue(facts.failedPayments));
    case "unpaid":
      return words("Unpaid", "destructive", unpaid(facts));
    case "paused":
      return paused(facts);
    case "incomplete":
      return words(
        "Payment pending",
        "warning",
        "Your first payment isn't confirmed yet. Finish it on the page where you started.",
      );
    case "canceled":
      return words("Ended", "destructive", endedOn(plan.name, facts.endedAt));
    default:
      return unreachable(status);
  }
}

const onTrial = (facts: Facts, now: Date): PlanWords =>
  facts.trialEndsAt > now
    ? words(
        "Trial",
        "info",
        `Your trial ends on ${formatUtcDate(facts.trialEndsAt)}. You don't need a card until then.`,
      )
    : trialOver(facts);

/** A live subscription that Stripe doesn't charge until then. */
function free(facts: Facts, until: Date, now: Date): PlanWords {
  const line = `Free until ${formatUtcDate(until)}.`;
  if (!facts.cancelAt && !facts.scheduled) {
    return words(`Free until ${formatShortUtcDate(until, now)}`, "success", `${line} Your plan renews then.`);
  }
  const next = active(facts, now);
  return { ...next, line: `${line} ${next.line}` };
}

function active(facts: Facts, now: Date): PlanWords {
  const { plan, cancelAt, currentPeriodEnd, scheduled, arranged } = facts;
  if (cancelAt && !scheduled) {
    const label = `Ends ${formatShortUtcDate(cancelAt, now)}`;
    const line = `Your ${plan.name} plan ends on ${formatUtcDate(cancelAt)}.`;
    return arranged
      ? { ...words(label, "warning", `${line} ${byOurTeam}`), contact: toChangeIt }
      : words(label, "warning", `${line} Nothing changes until then.`);
  }
  if (scheduled) {
    const label = `Changes ${formatShortUtcDate(scheduled.at, now)}`;
    return scheduled.managed
      ? words(label, "info", scheduledLine(facts, scheduled))
      : { ...words(label, "info", `${arrangedLine(scheduled)} ${byOurTeam}`), contact: toChangeIt };
  }
  return words(
    "Active",
    "success",
    currentPeriodEnd ? `Renews on ${formatUtcDate(currentPeriodEnd)}.` : "Renews automatically.",
  );
}

const byOurTeam = "Our team arranged this.";
const toChangeIt = "to change it";

/** "On Dec 14, 2026 UTC your plan changes to Enterprise, $1,500.00 a month, with 10% off (Deal)." */
export function arrangedLine({ at, items, discounts, endsAt, renewsAt }: ScheduledSummary): string {
  const names = items.filter(({ kind }) => kind !== "overage").map(itemName);
  const total = totalWords(items);
  const offs = discounts.map((discount) => discountWords(discount, "its first invoice"));
  const what = `${names.join(" and ")}${total ? `, ${total}` : ""}${offs.length > 0 ? `, with ${offs.join(" and ")}` : ""}`;
  const end = endsAt ? ` It ends on ${formatUtcDate(endsAt)}.` : "";
  const renewal = renewsAt ? ` It renews on ${formatUtcDate(renewsAt)} for as long again.` : "";
  return `On ${formatUtcDate(at)} your plan changes to ${what}.${end}${renewal}`;
}

function scheduledLine({ plan, price }: Facts, { at, plan: next, interval, addOns }: ScheduledSummary): string {
  const billing =
    price && price.interval !== interval ? `, billed ${interval === "year" ? "annually" : "monthly"}` : "";
  const quantities = addOns.map(({ name, quantity }) => `${quantity} × ${name}`).join(" and ");
  if (next.key === plan.key && billing === "") {
    return `Your add-ons ${quantities ? `change to ${quantities}` : "end"} on ${formatUtcDate(at)}. Nothing changes until then.`;
  }
  const what = `${next.name}${billing}${quantities ? `, with ${quantities}` : ""}`;
  return `Changes to ${what} on ${formatUtcDate(at)}. Nothing changes until then.`;
}

/** Stripe's own status `paused`, without a pause of collection, is a trial that ended without a payment method. */
function paused({ paused: pause, plan, cancelAt }: Facts): PlanWords {
  if (!pause) {
    const line = "Your trial ended without a payment method. Add a card to continue. You can still view everything.";
    return words("Paused", "warning", line);
  }
  const sentences = [
    "Payments are paused, so nothing is charged.",
    pause.behavior === "keep_as_draft" ? "Invoices from this time may be charged later." : null,
    pause.resumesAt && `Payments resume on ${formatUtcDate(pause.resumesAt)}.`,
    cancelAt && `Your ${plan.name} plan ends on ${formatUtcDate(cancelAt)}.`,
  ];
  return words("Payments paused", "info", sentences.filter((sentence) => sentence !== null).join(" "));
}

const trialOver = ({ trialEndsAt, trialRefused }: Facts) =>
  trialRefused
    ? words(
        "No trial",
        "destructive",
        "Your company has already used its free trial. Choose a plan to get started, or ask your coworkers to invite you.",
      )
    : words(
        "Trial ended",
        "destructive",
        `Your trial ended on ${formatUtcDate(trialEndsAt)}. You can still view and export everything. Choose a plan to keep working.`,
      );

const endedOn = (name: string, endedAt: Date | null) =>
  `Your ${name} plan ended${endedAt ? ` on ${formatUtcDate(endedAt)}` : ""}. You can still view and export everything. Choose a plan to keep working.`;

function pastDue(failures: number): string {
  const times = failures > 1 ? `${failures} times` : "once";
  return `Your payment failed ${times}. Update your card and we'll retry it.`;
}

/** Stripe has stopped collecting. The subscription continues, and paying what is open brings it back. */
const unpaid = ({ collectionMethod }: Facts): string => {
  const what = collectionMethod === "send_invoice" ? "Your invoices weren't paid" : "Your payments failed";
  return `${what}, so your account is read-only and nothing more is charged. Pay the open invoices to continue.`;
};

const words = (label: string, variant: BadgeVariant, line: string): PlanWords => ({
  badge: { label, variant },
  line,
  contact: null,
});

/** `19900 usd month` → "$199.00/mo", other intervals "$199.00 a week" and "$199.00 every 3 months". */
export const priceWords = ({ amount, currency, ...interval }: NonNullable<BillingSummary["price"]>): string =>
  `${formatMoney({ amount, currency })}${perInterval(interval)}`;

/** The catalog sells months and years. A price of the company's own may have another interval. */
export const catalogInterval = (price: BillingSummary["price"]): Interval =>
  price?.interval === "year" ? "year" : "month";

/** A price per month: `214920 usd year` → "$179.10". */
export const perMonth = ({ amount, currency, interval }: NonNullable<BillingSummary["price"]>): string =>
  formatPrice({ amount: interval === "year" ? Math.round(amount / 12) : amount, currency });
