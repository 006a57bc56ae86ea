import type { BillingSummary } from "@/lib/billing";
import type { AccessRule } from "@/lib/entitlements";
import { formatPrice } from "@/lib/money";

type PlanFacts = { rule: AccessRule; price: BillingSummary["price"]; daysLeft: number };

/** What stands beside the plan's name: the days of a trial, the price of a plan, or what is wrong. */
export function planNote({ rule, price, daysLeft }: PlanFacts): string {
  switch (rule) {
    case "trial":
      return `trial, ${daysLeft} ${daysLeft === 1 ? "day" : "days"} left`;
    case "paid":
      return price ? `${formatPrice(price)} a ${price.interval}` : "";
    case "payment_failed":
    case "payments_failed_thrice":
      return "payment failed";
    case "trial_refused":
      return "no trial";
    case "unverified":
      return "trial waits";
    case "trial_over":
      return "trial ended";
    case "cancelled":
      return "ended";
    case "paused":
      return "paused";
    case "suspended":
      return "suspended";
    default:
      return rule satisfies never;
  }
}
