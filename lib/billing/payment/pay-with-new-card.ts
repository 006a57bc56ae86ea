import "server-only";
import type Stripe from "stripe";
import type { TenantContext } from "@/lib/context";
import { hasBillingRole } from "../access/billing-role";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";
import { payOwed } from "./pay-owed";

/**
 * Pays what is owed where the card that pays now is not the one the bank declined: Stripe's own page keeps a new card, but
 * tries it at its next attempt only, days later. Asked again it does nothing, as the new card is then the one that was tried.
 *
 * @throws GatehouseError `unavailable` when Stripe is away.
 */
export async function payWithNewCard(ctx: TenantContext, customerId: string): Promise<void> {
  // Money is the customer's own business, and not everybody's there: the address this follows from may be opened by anyone.
  if (ctx.actor.kind !== "user" || ctx.actor.impersonatorId || !(await hasBillingRole(ctx))) return;
  const budget = stripeBudget();
  let card: Promise<string | null> | undefined;
  await payOwed(ctx, budget, async (invoiceId) => {
    card ??= cardThatPays(budget, customerId);
    const [present, declined] = await Promise.all([card, declinedCard(budget, invoiceId)]);
    return present !== null && declined !== null && present !== declined;
  });
}

/** The subscription's own card before the customer's. */
async function cardThatPays(budget: StripeBudget, customer: string): Promise<string | null> {
  const [known, { data: subscriptions }] = await Promise.all([
    budget.call((stripe) => stripe.customers.retrieve(customer)),
    budget.call((stripe) => stripe.subscriptions.list({ customer, limit: 1 })),
  ]);
  const default_ = known.deleted ? null : known.invoice_settings.default_payment_method;
  return idOf(subscriptions[0]?.default_payment_method ?? default_);
}

/** The card of the last try that failed; null while none did. */
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
