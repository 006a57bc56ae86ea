import { unreachable } from "@/lib/errors";
import type { Difference, MismatchKind } from "../compare/differences";

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
    case "next_charge":
      return "Repaired by sync: the billing page now shows what Stripe will charge.";
    case "mrr":
      return "Repaired by sync: MRR now matches what Stripe charges.";
    case "access":
      return "Repaired by sync: access now matches the subscription in Stripe.";
    case "items":
      return "Repaired by sync: the items and quantities now match the subscription in Stripe.";
    case "scheduled":
      return "Repaired by sync: the billing page now shows what is scheduled in Stripe.";
    case "owed":
      return "Repaired by sync: open invoices now match Stripe.";
    case "dispute":
      return "Repaired by sync: the dispute now matches Stripe.";
    case "link":
      return "The customer is linked.";
    case "duplicate_subscription":
      return `${subject} is being canceled and refunded.`;
    default:
      return unreachable(kind);
  }
}

/**
 * What is still different after a sync, and who has to do what: the sync reads Stripe differently than Stripe charges, so only
 * a person can tell which of the two is wrong.
 */
export function reviewOf(kind: MismatchKind): string {
  switch (kind) {
    case "next_charge":
      return `Needs review: Stripe will charge a different amount than the billing page shows. Check the upcoming invoice in Stripe and tell the customer the right amount. ${toDevelopers}`;
    case "mrr":
      return `Needs review: MRR isn't what Stripe's prices, quantities and discounts add up to. Check them in Stripe. ${toDevelopers}`;
    case "access":
      return `Needs review: access doesn't follow the subscription in Stripe. Check the subscription there. If the customer pays but is locked out, grant an override in the meantime. ${toDevelopers}`;
    case "items":
      return `Needs review: the subscription in Stripe has other items or quantities than we show. ${toDevelopers}`;
    case "scheduled":
      return `Needs review: Stripe will change or end the subscription differently than we show. Check the schedule in Stripe. ${toDevelopers}`;
    case "owed":
      return `Needs review: the open invoices in Stripe differ from those we show. Check them in Stripe before you ask the customer to pay. ${toDevelopers}`;
    case "dispute":
      return `Needs review: a dispute in Stripe isn't shown here. Respond to it in Stripe before its deadline. ${toDevelopers}`;
    default:
      return `Needs review. ${toDevelopers}`;
  }
}

const toDevelopers = "If Stripe is right, a developer has to correct the sync.";

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
  unlinkedName:
    "Needs review: this Stripe customer names an organization that is linked to another Stripe customer, or to none. Move what is on it to the linked customer in Stripe, or remove organization_id from its metadata.",
  unknownName:
    "Needs review: this Stripe customer names an organization that doesn't exist, and has a live subscription. Find out who pays, then cancel and refund the subscription in Stripe.",
  unreadable: (reason: string) =>
    `This customer couldn't be read: ${reason}. Check the subscription in Stripe, then verify again.`,
} as const;
