import type { OrganizationDetails } from "@/lib/admin";
import { formatUtcDate } from "@/lib/dates";
import { everyInterval } from "@/lib/intervals";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";

type StripeFacts = OrganizationDetails["stripe"];
type Subscription = StripeFacts["subscription"];

/** "Charges the card", or "Sends invoices, due in 30 days". */
export function collectionWords({ collectionMethod, daysUntilDue }: Subscription): string | null {
  if (collectionMethod === null) return null;
  if (collectionMethod === "charge_automatically") return "Charges the card";
  return `Sends invoices${daysUntilDue === null ? "" : `, due in ${formatCount(daysUntilDue, "day")}`}`;
}

const pauses = {
  keep_as_draft: "Invoices stay drafts",
  mark_uncollectible: "Invoices are marked uncollectible",
  void: "Invoices are voided",
} as const;

/** What happens to invoices while collection is paused, and until when. */
export function pauseWords({ pausedBehavior, resumesAt }: Subscription): string | null {
  if (pausedBehavior === null) return null;
  return `${pauses[pausedBehavior]}${resumesAt ? ` until ${formatUtcDate(resumesAt)}` : ""}`;
}

/** The customer's balance at Stripe, which is negative for credit there. */
export function balanceWords({ customerBalance, currency }: Subscription): string | null {
  if (!customerBalance || currency === null) return null;
  const money = formatMoney({ amount: Math.abs(customerBalance), currency });
  return customerBalance < 0 ? `${money} credit` : `${money} owed`;
}

type Priced = Pick<StripeFacts["items"][number], "quantity" | "currency" | "interval" | "intervalCount" | "metered"> & {
  recurringAmount: number | null;
};

export function amountWords({ recurringAmount, currency, metered, ...interval }: Priced): string {
  if (metered) return "By usage";
  return recurringAmount === null
    ? "Unknown"
    : `${formatMoney({ amount: recurringAmount, currency })} ${everyInterval(interval)}`;
}

export function offWords({ percentOff, amountOff, currency }: StripeFacts["discounts"][number]): string {
  if (percentOff !== null) return `${percentOff}% off`;
  return amountOff !== null && currency !== null ? `${formatMoney({ amount: amountOff, currency })} off` : "Unknown";
}

/** "Until Mar 14, 2027 UTC", "Next invoice only" or "Forever". */
export function lastsWords({ duration, endsAt }: StripeFacts["discounts"][number]): string {
  if (endsAt) return `Until ${formatUtcDate(endsAt)}`;
  return duration === "once" ? "Next invoice only" : "Forever";
}

/** Stripe's statuses and reasons: "needs_response" → "Needs response". */
export const spelledOut = (text: string): string => {
  const words = text.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
