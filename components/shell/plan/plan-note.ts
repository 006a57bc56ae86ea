import type { PlanFacts } from "@/lib/billing";
import { perInterval } from "@/lib/intervals";
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
    case "other_subscription":
      return total ? totalNote(total) : "";
    case "payment_failed":
    case "payments_failed_thrice":
      return "Payment failed";
    case "invoice_overdue":
    case "invoice_long_overdue":
      return "Invoice overdue";
    case "unpaid":
      return "Unpaid";
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

const totalNote = ({ amount, currency, ...interval }: NonNullable<PlanFacts["total"]>): string =>
  `${formatPrice({ amount, currency })}${perInterval(interval)}`;
