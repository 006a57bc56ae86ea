import "server-only";
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { z } from "zod";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict, notFound } from "@/lib/errors";
import { refuseImpersonation } from "../access/refuse-impersonation";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";
import { payOwed } from "./pay-owed";

export const savePaymentMethodSchema = z.strictObject({
  setupIntent: z
    .string()
    .max(200)
    .regex(/^seti_\w+$/),
});

/**
 * Makes the new card the one Stripe charges, and pays open invoices with it. It changes Stripe, not our tables: the caller
 * syncs afterwards (`asPayer`). The browser sends only the setup intent's id, which must belong to the organization.
 *
 * @returns whether everything owed is paid now.
 * @throws GatehouseError `not_found` for another customer's intent, `conflict` when the card wasn't confirmed.
 */
export async function savePaymentMethod(
  ctx: TenantContext,
  { setupIntent }: z.infer<typeof savePaymentMethodSchema>,
): Promise<{ paid: boolean }> {
  refuseImpersonation(ctx);
  const [row] = await ctx.tx
    .select({ customerId: subscriptions.stripeCustomerId, subscriptionId: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId));
  if (!row?.customerId) throw notFound("card");
  const { customerId, subscriptionId } = row;
  const budget = stripeBudget();
  const method = await confirmedMethod(budget, setupIntent, customerId);
  await budget.call((stripe) =>
    stripe.customers.update(customerId, { invoice_settings: { default_payment_method: method } }),
  );
  const subscription = subscriptionId && (await liveSubscription(budget, customerId, subscriptionId));
  if (subscription) await chargeWith(budget, subscription, method);
  await recordAudit(ctx, { organizationId: ctx.organizationId, action: "billing.card_replaced", subject: method });
  return { paid: await payOwed(ctx, budget) };
}

/** Stripe lists live subscriptions only. An ended one accepts no card; the customer's default is used for the next purchase. */
async function liveSubscription(
  budget: StripeBudget,
  customer: string,
  subscriptionId: string,
): Promise<Stripe.Subscription | undefined> {
  const { data } = await budget.call((stripe) => stripe.subscriptions.list({ customer, limit: 100 }));
  return data.find(({ id }) => id === subscriptionId);
}

/** A schedule keeps the card of the day it was made, and would return to it when its next phase begins. */
async function chargeWith(
  budget: StripeBudget,
  { id, schedule }: Stripe.Subscription,
  default_payment_method: string,
): Promise<void> {
  await budget.call((stripe) => stripe.subscriptions.update(id, { default_payment_method }));
  const scheduleId = idOf(schedule);
  if (scheduleId === null) return;
  await budget.call((stripe) =>
    stripe.subscriptionSchedules.update(scheduleId, { default_settings: { default_payment_method } }),
  );
}

async function confirmedMethod(budget: StripeBudget, id: string, customerId: string): Promise<string> {
  const intent = await budget.call((stripe) => stripe.setupIntents.retrieve(id)).catch(explainMissing);
  if (idOf(intent.customer) !== customerId) throw notFound("card");
  const method = idOf(intent.payment_method);
  if (intent.status !== "succeeded" || !method) throw conflict("Your card isn't confirmed yet. Try again.");
  return method;
}

const idOf = (reference: string | { id: string } | null) =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

function explainMissing(error: unknown): never {
  if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) throw notFound("card");
  throw error;
}
