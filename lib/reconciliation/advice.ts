import { unreachable } from "@/lib/errors";
import type { Difference } from "./differences";

/** What was done about a difference that the sync mended, in words. */
export function repairOf({ kind, subject }: Difference): string {
  switch (kind) {
    case "missing_here":
      return `${subject} was read from Stripe and written here.`;
    case "missing_there":
      return "Stripe has no such subscription any more: it was ended here.";
    case "status":
    case "plan":
    case "quantity":
    case "period":
    case "amount":
      return "Stripe's state was written here.";
    case "duplicate_subscription":
      return `${subject} is being cancelled and what was paid for it refunded.`;
    default:
      return unreachable(kind);
  }
}

/** What a person should do where nothing safe can be done. */
export const adviceFor = {
  unknownCustomer:
    "Stripe does not know this customer. If STRIPE_SECRET_KEY belongs to another account, correct it; else ask the customer to buy again after you contacted support.",
  deletedCustomer:
    "The customer was deleted at Stripe, so what it had bought is ended here. Contact it: when it buys again, it becomes a new customer at Stripe.",
  nobody:
    "A customer at Stripe has a subscription to a plan of yours, and no organization here is named by it. Find out who pays: cancel and refund it at Stripe, or set its metadata organization_id and reconcile again.",
  otherCustomer:
    "The organization already belongs to another customer at Stripe. Decide which one stays, cancel and refund the subscription of the other at Stripe.",
  unreadable: (reason: string) =>
    `It could not be read: ${reason}. Look at the subscription at Stripe, then verify again.`,
} as const;
