import type Stripe from "stripe";
import type { TaxId } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import type { KnownDiscounts } from "./discounts";
import { type InvoiceMirror, invoiceMirror } from "./invoice-mirror";
import { type OtherSubscription, otherSubscriptionsOf } from "./other-subscriptions";
import { type CreditNoteMirror, type DisputeMirror, paymentsOf, type RefundMirror } from "./payments";
import { isLive, type LifecycleStatus } from "./status";
import type { StripeState } from "./stripe-state";
import { billingEmailOf, type RetentionOffer, retentionOffer, taxIdsOf } from "./subscription-facts";
import { type SubscriptionMirror, subscriptionMirror } from "./subscription-mirror";

export type CardMirror = { cardBrand: string; cardLast4: string; cardExpires: string };

/** A customer's current state in Stripe, in the database's terms. */
export type Mirror = {
  subscription: SubscriptionMirror | undefined;
  /**
   * Live subscriptions that our own checkout made although there was one already, by two tabs. Each is canceled and
   * refunded.
   */
  duplicates: string[];
  /** All live subscriptions in addition to the one that counts, of the catalog or not. */
  otherSubscriptions: OtherSubscription[];
  invoices: InvoiceMirror[];
  refunds: RefundMirror[];
  creditNotes: CreditNoteMirror[];
  disputes: DisputeMirror[];
  card: CardMirror | null;
  billingEmail: string | null;
  taxIds: TaxId[];
  retentionOffer: RetentionOffer | null;
  customerDeleted: boolean;
};

/** What the database knows that the mirror depends on. */
export type KnownToMirror = {
  /** The subscription on the organization's row. */
  counted: string | null;
  discounts: KnownDiscounts;
};
const nothingKnown: KnownToMirror = { counted: null, discounts: new Map() };

/**
 * The only place where Stripe's objects are turned into ours. Of several live subscriptions, the one that counted
 * before keeps counting; otherwise the oldest counts.
 * @throws Error for a status, interval or shape Stripe didn't have when this was written.
 */
export function mirrorOf(catalog: Catalog, state: StripeState, now: Date, known: KnownToMirror = nothingKnown): Mirror {
  const ours = state.subscriptions.flatMap(
    (each) => subscriptionMirror(catalog, each, state, now, known.discounts) ?? [],
  );
  // Stripe lists the newest first. Reversed, two of the same second keep their order.
  const byAge = ours.toReversed().sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  const live = byAge.filter(({ lifecycle }) => isLive(lifecycle));
  const first = live.find(({ stripeSubscriptionId }) => stripeSubscriptionId === known.counted) ?? live[0];
  const subscription = first ?? lastOf(byAge, "ended") ?? lastOf(byAge, "incomplete");
  const { invoicesWithFailures, ...returned } = paymentsOf(state);
  return {
    subscription,
    duplicates: duplicatesOf(state, live, first),
    otherSubscriptions: otherSubscriptionsOf(catalog, state, first?.stripeSubscriptionId),
    invoices: state.invoices.map((invoice) =>
      invoiceMirror(invoice, { intent: state.failedIntents.get(invoice.id), invoicesWithFailures, ...returned }),
    ),
    ...returned,
    card: cardOf(state, subscription),
    billingEmail: billingEmailOf(state.customer),
    taxIds: taxIdsOf(state.customer),
    retentionOffer: retentionOffer(state.customer),
    customerDeleted: state.customer.deleted === true,
  };
}

/**
 * Only what two tabs did is undone: both subscriptions are from our checkout. Whatever a person made by hand is theirs to
 * end.
 */
function duplicatesOf(
  { subscriptions }: StripeState,
  live: readonly SubscriptionMirror[],
  first: SubscriptionMirror | undefined,
): string[] {
  const fromCheckout = new Set(subscriptions.filter(isFromCheckout).map(({ id }) => id));
  const ids = live.map(({ stripeSubscriptionId }) => stripeSubscriptionId).filter((id) => fromCheckout.has(id));
  const counted = first?.stripeSubscriptionId ?? "";
  return fromCheckout.has(counted) ? ids.filter((id) => id !== counted) : [];
}

/** Our checkout names the organization on the subscription. A person who makes one by hand has no reason to. */
const isFromCheckout = ({ metadata }: Stripe.Subscription): boolean => metadata.organization_id !== undefined;

const lastOf = (byAge: readonly SubscriptionMirror[], lifecycle: LifecycleStatus) =>
  byAge.findLast((subscription) => subscription.lifecycle === lifecycle);

/**
 * The card Stripe will charge: the subscription's own, or else the customer's default. An ended subscription isn't
 * charged.
 */
function cardOf({ customer, subscriptions }: StripeState, counted: SubscriptionMirror | undefined): CardMirror | null {
  const own = subscriptions.find(({ id }) => id === counted?.stripeSubscriptionId)?.default_payment_method;
  const common = customer.deleted ? null : customer.invoice_settings.default_payment_method;
  const method = counted && isLive(counted.lifecycle) ? (own ?? common) : (common ?? own);
  if (!method || typeof method === "string" || !method.card) return null;
  const { brand, last4, exp_month, exp_year } = method.card;
  return { cardBrand: brand, cardLast4: last4, cardExpires: `${String(exp_month).padStart(2, "0")}/${exp_year}` };
}
