import type { PlanFacts } from "@/lib/billing";
import { formatPrice } from "@/lib/money";
import { formatCount } from "@/lib/numbers";

/** Next to the plan's name: the days left in a trial, the price of a plan, or what is wrong. */
export function planNote({ rule, total, trialDaysLeft }: Pick<PlanFacts, "rule" | "total" | "trialDaysLeft">): string {
  switch (rule) {
    case "trial":
      return `Trial, ${formatCount(trialDaysLeft, "day")} left`;
    case "stripe_trial":
      return `Free, ${formatCount(trialDaysLeft, "day")} left`;
    case "collection_paused":
      return "Payments paused";
    case "paid":
      return total ? totalNote(total) : "";
    case "payment_failed":
    case "payments_failed_thrice":
      return "Payment failed";
    case "invoice_overdue":
    case "invoice_long_overdue":
      return "Invoice overdue";
    case "trial_refused":
      return "No trial";
    case "unverified":
      return "Verify email";
    case "trial_over":
      return "Trial ended";
    case "canceled":
      return "Canceled";
    case "paused":
      return "Paused";
    case "suspended":
      return "Suspended";
    default:
      return rule satisfies never;
  }
}

function totalNote({ amount, currency, interval, intervalCount }: NonNullable<PlanFacts["total"]>): string {
  const price = formatPrice({ amount, currency });
  if (intervalCount !== 1) return `${price} every ${intervalCount} ${interval}s`;
  return interval === "month" ? `${price}/mo` : interval === "year" ? `${price}/yr` : `${price} a ${interval}`;
}
