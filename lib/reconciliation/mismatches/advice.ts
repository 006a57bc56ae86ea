import { unreachable } from "@/lib/errors";
import type { Difference } from "../compare/differences";

/** What the sync did to repair a difference, in a sentence. */
export function repairOf({ kind, subject }: Difference): string {
  switch (kind) {
    case "missing_here":
      return `${subject} was copied from Stripe.`;
    case "missing_there":
      return "Stripe no longer has this subscription, so it was ended in the database.";
    case "status":
    case "plan":
    case "quantity":
    case "period":
    case "amount":
      return "Updated to match Stripe.";
    case "duplicate_subscription":
      return `${subject} is being canceled and refunded.`;
    default:
      return unreachable(kind);
  }
}

/** What a platform admin should do when there is no safe repair. */
export const adviceFor = {
  unknownCustomer:
    "Stripe doesn't know this customer. If STRIPE_SECRET_KEY belongs to another account, correct it. Otherwise contact Stripe support, then ask the customer to subscribe again.",
  deletedCustomer:
    "The customer was deleted in Stripe, so its subscription was ended. Contact the customer. A new purchase creates a new customer in Stripe.",
  unlinked:
    "A Stripe customer subscribes to one of your plans but isn't linked to an organization. Find out who pays. Then cancel and refund the subscription in Stripe, or set the customer's organization_id metadata and reconcile again.",
  otherCustomer:
    "The organization is already linked to another Stripe customer. Decide which one to keep, then cancel and refund the other's subscription in Stripe.",
  unreadable: (reason: string) =>
    `This customer couldn't be read: ${reason}. Check the subscription in Stripe, then verify again.`,
} as const;
