import type { Catalog } from "@/lib/catalog";
import { type InvoiceMirror, invoiceMirror } from "./invoice-mirror";
import { isLive, type LifecycleStatus } from "./status";
import type { StripeState } from "./stripe-state";
import { billingEmailOf, type RetentionOffer, retentionOffer } from "./subscription-facts";
import { type SubscriptionMirror, subscriptionMirror } from "./subscription-mirror";

export type CardMirror = { cardBrand: string; cardLast4: string; cardExpires: string };

/** A customer's current state in Stripe, in the database's terms. */
export type Mirror = {
  subscription: SubscriptionMirror | undefined;
  /** Live subscriptions in addition to the one that counts. There must be none, so each is canceled and refunded. */
  duplicates: string[];
  invoices: InvoiceMirror[];
  card: CardMirror | null;
  billingEmail: string | null;
  retentionOffer: RetentionOffer | null;
};

/**
 * The only place where Stripe's objects are turned into ours. Of several live subscriptions, the one that counted
 * before keeps counting; otherwise the oldest counts.
 * @param counted the subscription on the organization's row.
 * @throws Error for a status, interval or shape Stripe didn't have when this was written.
 */
export function mirrorOf(catalog: Catalog, state: StripeState, now: Date, counted: string | null = null): Mirror {
  const ours = state.subscriptions.flatMap((each) => subscriptionMirror(catalog, each, state, now) ?? []);
  // Stripe lists the newest first. Reversed, two of the same second keep their order.
  const byAge = ours.toReversed().sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  const live = byAge.filter(({ lifecycle }) => isLive(lifecycle));
  const first = live.find(({ stripeSubscriptionId }) => stripeSubscriptionId === counted) ?? live[0];
  const subscription = first ?? lastOf(byAge, "ended") ?? lastOf(byAge, "incomplete");
  return {
    subscription,
    duplicates: live.filter((each) => each !== first).map(({ stripeSubscriptionId }) => stripeSubscriptionId),
    invoices: state.invoices.map((invoice) => invoiceMirror(invoice, state.failedIntents.get(invoice.id))),
    card: cardOf(state, subscription),
    billingEmail: billingEmailOf(state.customer),
    retentionOffer: retentionOffer(state.customer),
  };
}

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
