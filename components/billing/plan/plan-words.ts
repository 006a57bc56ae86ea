import type { BadgeVariant } from "@/components/ui/badge";
import type { BillingSummary } from "@/lib/billing";
import type { Interval } from "@/lib/catalog";
import { formatShortUtcDate, formatUtcDate } from "@/lib/dates";
import { unreachable } from "@/lib/errors";
import { formatMoney, formatPrice } from "@/lib/money";

export type PlanWords = { badge: { label: string; variant: BadgeVariant }; line: string };

type Facts = Pick<
  BillingSummary,
  | "status"
  | "plan"
  | "price"
  | "trialEndsAt"
  | "trialRefused"
  | "currentPeriodEnd"
  | "cancelAt"
  | "scheduled"
  | "endedAt"
  | "failedPayments"
  | "suspendedAt"
>;

/** The plan's status as a badge, and what happens next as a sentence. */
export function planWords(facts: Facts, now: Date): PlanWords {
  const { status, plan } = facts;
  switch (status) {
    case "trialing":
      return facts.trialEndsAt > now
        ? words(
            "Trial",
            "info",
            `Your trial ends on ${formatUtcDate(facts.trialEndsAt)}. You don't need a card until then.`,
          )
        : trialOver(facts);
    case "expired":
      return trialOver(facts);
    case "active":
      return active(facts, now);
    case "past_due":
      return words("Payment failed", "destructive", pastDue(facts.failedPayments));
    case "paused":
      return words("Paused", "warning", "You aren't charged while your plan is paused. You can still view everything.");
    case "incomplete":
      return words(
        "Payment pending",
        "warning",
        "Your first payment isn't confirmed yet. Complete it on the page where you started it.",
      );
    case "canceled":
      return words("Ended", "destructive", endedOn(plan.name, facts.endedAt));
    default:
      return unreachable(status);
  }
}

function active(facts: Facts, now: Date): PlanWords {
  const { plan, cancelAt, currentPeriodEnd, scheduled } = facts;
  if (cancelAt) {
    const line = `Your ${plan.name} plan ends on ${formatUtcDate(cancelAt)}. Nothing changes until then.`;
    return words(`Ends ${formatShortUtcDate(cancelAt, now)}`, "warning", line);
  }
  if (scheduled)
    return words(`Changes ${formatShortUtcDate(scheduled.at, now)}`, "info", scheduledLine(facts, scheduled));
  return words(
    "Active",
    "success",
    currentPeriodEnd ? `Renews on ${formatUtcDate(currentPeriodEnd)}.` : "Renews automatically.",
  );
}

function scheduledLine({ plan, price }: Facts, { at, plan: next, interval, addOns }: Scheduled): string {
  const billing =
    price && price.interval !== interval ? `, billed ${interval === "year" ? "annually" : "monthly"}` : "";
  const quantities = addOns.map(({ name, quantity }) => `${quantity} × ${name}`).join(" and ");
  if (next.key === plan.key && billing === "") {
    return `Your add-ons change to ${quantities || "none"} on ${formatUtcDate(at)}. Nothing changes until then.`;
  }
  const what = `${next.name}${billing}${quantities ? `, with ${quantities}` : ""}`;
  return `Changes to ${what} on ${formatUtcDate(at)}. Nothing changes until then.`;
}

type Scheduled = NonNullable<Facts["scheduled"]>;

/** "30% off until Dec 21, 2026 (Ten percent)". */
export function discountWords({ discount, price }: Pick<BillingSummary, "discount" | "price">): string | null {
  if (!discount) return null;
  const { percentOff, amountOff, endsAt, code, name } = discount;
  const off =
    percentOff !== null
      ? `${percentOff}% off`
      : amountOff !== null && price
        ? `${formatMoney({ amount: amountOff, currency: price.currency })} off`
        : "Discount";
  return `${off}${endsAt ? ` until ${formatUtcDate(endsAt)}` : ""} (${code ?? name})`;
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

const words = (label: string, variant: BadgeVariant, line: string): PlanWords => ({ badge: { label, variant }, line });

/** `19900 usd month` → "$199.00/mo". */
export const priceWords = ({ amount, currency, interval }: NonNullable<BillingSummary["price"]>): string =>
  `${formatMoney({ amount, currency })}/${interval === "year" ? "yr" : "mo"}`;

/** The catalog sells months and years. A price of the company's own may have another interval. */
export const catalogInterval = (price: BillingSummary["price"]): Interval =>
  price?.interval === "year" ? "year" : "month";

/** A price per month: `214920 usd year` → "$179.10". */
export const perMonth = ({ amount, currency, interval }: NonNullable<BillingSummary["price"]>): string =>
  formatPrice({ amount: interval === "year" ? Math.round(amount / 12) : amount, currency });
