import "server-only";
import type Stripe from "stripe";
import type { TenantContext } from "@/lib/context";
import { hasBillingRole } from "../access/require-billing-role";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";
import { payOwed } from "./pay-owed";

/**
 * Pays what is owed when the current card isn't the one that was declined: Stripe's portal saves a new card but first charges
 * it at the next retry, days later. A repeated call does nothing, because by then the new card was tried.
 *
 * @throws GatehouseError `unavailable` when Stripe is down.
 */
export async function payWithNewCard(ctx: TenantContext, customerId: string): Promise<void> {
  // Any member can open the return URL, and so can an impersonating admin. Only a billing role pays.
  if (ctx.actor.kind !== "user" || ctx.actor.impersonatorId || !(await hasBillingRole(ctx))) return;
  const budget = stripeBudget();
  let card: Promise<string | null> | undefined;
  await payOwed(ctx, budget, async (invoiceId) => {
    card ??= currentCard(budget, customerId);
    const [current, declined] = await Promise.all([card, declinedCard(budget, invoiceId)]);
    return current !== null && declined !== null && current !== declined;
  });
}

/** The subscription's card, or else the customer's default. */
async function currentCard(budget: StripeBudget, customer: string): Promise<string | null> {
  const [known, { data: subscriptions }] = await Promise.all([
    budget.call((stripe) => stripe.customers.retrieve(customer)),
    budget.call((stripe) => stripe.subscriptions.list({ customer, limit: 1 })),
  ]);
  const default_ = known.deleted ? null : known.invoice_settings.default_payment_method;
  return idOf(subscriptions[0]?.default_payment_method ?? default_);
}

/** The card of the last failed attempt; null when none failed. */
async function declinedCard(budget: StripeBudget, invoice: string): Promise<string | null> {
  const { data: payments } = await budget.call((stripe) =>
    stripe.invoicePayments.list({ invoice, expand: ["data.payment.payment_intent"] }),
  );
  const intents = payments.map(({ payment }) => payment.payment_intent).filter(isIntent);
  return idOf(intents.findLast(({ last_payment_error }) => last_payment_error)?.last_payment_error?.payment_method);
}

const isIntent = (intent: string | Stripe.PaymentIntent | undefined): intent is Stripe.PaymentIntent =>
  typeof intent === "object";

const idOf = (reference: string | { id: string } | null | undefined): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null);
