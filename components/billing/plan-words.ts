import type { BadgeVariant } from "@/components/ui/badge";
import type { BillingSummary } from "@/lib/billing";
import { unreachable } from "@/lib/errors";
import { formatMoney, formatPrice } from "@/lib/money";

export type PlanWords = { badge: { label: string; variant: BadgeVariant }; line: string };

type Facts = Pick<
  BillingSummary,
  | "status"
  | "plan"
  | "price"
  | "trialEndsAt"
  | "currentPeriodEnd"
  | "cancelAt"
  | "scheduled"
  | "endedAt"
  | "failedPayments"
  | "suspendedAt"
>;

/** Where the plan stands, in a badge, and what happens next, in a line. */
export function planWords(facts: Facts, now: Date): PlanWords {
  const { status, plan } = facts;
  switch (status) {
    case "trialing":
      return facts.trialEndsAt > now
        ? words("Trial", "info", `Your trial ends on ${longDate(facts.trialEndsAt)}. No card is needed until then.`)
        : trialOver(facts);
    case "expired":
      return trialOver(facts);
    case "active":
      return active(facts);
    case "past_due":
      return words("Payment failed", "destructive", pastDue(facts.failedPayments));
    case "paused":
      return words("Paused", "warning", "Nothing is charged while it is paused, and everything stays readable.");
    case "incomplete":
      return words(
        "Payment under way",
        "warning",
        "Your bank has yet to confirm the first payment. Finish it in the page it was started on.",
      );
    case "canceled":
      return words("Ended", "destructive", endedOn(plan.name, facts.endedAt));
    default:
      return unreachable(status);
  }
}

function active(facts: Facts): PlanWords {
  const { plan, cancelAt, currentPeriodEnd, scheduled } = facts;
  if (cancelAt) {
    const line = `Your ${plan.name} plan ends on ${longDate(cancelAt)}. Until then nothing changes.`;
    return words(`Ends ${shortDate(cancelAt)}`, "warning", line);
  }
  if (scheduled) return words(`Changes ${shortDate(scheduled.at)}`, "info", scheduledLine(facts, scheduled));
  return words(
    "Active",
    "success",
    currentPeriodEnd ? `Renews on ${longDate(currentPeriodEnd)}.` : "Renews by itself.",
  );
}

function scheduledLine({ plan, price }: Facts, { at, plan: next, interval, addOns }: Scheduled): string {
  const rhythm = price && price.interval !== interval ? `, billed by the ${interval}` : "";
  const beside = addOns.map(({ name, quantity }) => `${quantity} × ${name}`).join(" and ");
  if (next.key === plan.key && rhythm === "") {
    return `Your add-ons change to ${beside || "none"} on ${longDate(at)}. Until then nothing changes.`;
  }
  const what = `${next.name}${rhythm}${beside ? `, with ${beside}` : ""}`;
  return `Changes to ${what} on ${longDate(at)}. Until then nothing changes.`;
}

type Scheduled = NonNullable<Facts["scheduled"]>;

/** "30% off until December 21, 2026 (Ten percent)". */
export function discountWords({ discount, price }: Pick<BillingSummary, "discount" | "price">): string | null {
  if (!discount) return null;
  const { percentOff, amountOff, endsAt, code, name } = discount;
  const off =
    percentOff !== null
      ? `${percentOff}% off`
      : amountOff !== null && price
        ? `${formatMoney({ amount: amountOff, currency: price.currency })} off`
        : "Discount";
  return `${off}${endsAt ? ` until ${longDate(endsAt)}` : ""} (${code ?? name})`;
}

const trialOver = ({ trialEndsAt }: Facts) =>
  words(
    "Trial over",
    "destructive",
    `Your trial ended on ${longDate(trialEndsAt)}. Everything stays readable; choose a plan to go on working.`,
  );

const endedOn = (name: string, endedAt: Date | null) =>
  `Your ${name} plan ended${endedAt ? ` on ${longDate(endedAt)}` : ""}. Everything stays readable; choose a plan to go on working.`;

function pastDue(failures: number): string {
  const times = failures > 1 ? `${failures} times` : "once";
  return `Your payment failed ${times}. Replace the card, and it is tried again.`;
}

const words = (label: string, variant: BadgeVariant, line: string): PlanWords => ({ badge: { label, variant }, line });

/** `19900 usd month` → "$199.00 a month". */
export const priceWords = ({ amount, currency, interval }: NonNullable<BillingSummary["price"]>): string =>
  `${formatMoney({ amount, currency })} a ${interval}`;

/** What a price is a month: `214920 usd year` → "$179.10". */
export const perMonth = ({ amount, currency, interval }: NonNullable<BillingSummary["price"]>): string =>
  formatPrice({ amount: interval === "year" ? Math.round(amount / 12) : amount, currency });

const long = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });
const short = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });
const medium = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

/** "December 21, 2026", by UTC, in which periods are counted. */
export const longDate = (date: Date): string => long.format(date);
/** "Dec 21". */
export const shortDate = (date: Date): string => short.format(date);
/** "Dec 21, 2026". */
export const mediumDate = (date: Date): string => medium.format(date);
