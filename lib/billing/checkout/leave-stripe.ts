import "server-only";
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { requireBillingRole } from "../access/require-billing-role";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";

/**
 * Ends everything an organization has in Stripe immediately: open checkouts, subscriptions, and the customer with its cards.
 * Overage is invoiced first, or deleting the organization would be a way not to pay it. Nothing is refunded. Invoices stay
 * in Stripe, because the law requires keeping them. The caller syncs our rows. Safe to repeat when a response was lost.
 *
 * @returns the customer to sync; null when nothing was ever bought.
 * @throws GatehouseError `forbidden`, `unavailable` when Stripe is down.
 */
export async function leaveStripe(ctx: TenantContext): Promise<string | null> {
  await requireBillingRole(ctx);
  const [row] = await ctx.tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId))
    .for("update");
  const { customerId } = found(row, "organization");
  if (customerId === null) return null;
  const budget = stripeBudget();
  const known = await budget.call((stripe) => stripe.customers.retrieve(customerId)).catch(isMissing);
  if (!known || known.deleted) return customerId;
  await expireCheckouts(budget, customerId);
  const ended = await endSubscriptions(budget, customerId);
  await budget.call((stripe) => stripe.customers.del(customerId));
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.left_stripe",
    subject: customerId,
    details: { subscriptions: ended },
  });
  return customerId;
}

async function expireCheckouts(budget: StripeBudget, customer: string): Promise<void> {
  const open = await budget.call((stripe) => stripe.checkout.sessions.list({ customer, status: "open", limit: 100 }));
  for (const { id } of open.data) await budget.call((stripe) => stripe.checkout.sessions.expire(id));
}

/** A schedule would start its subscription again, so it is released first. */
async function endSubscriptions(budget: StripeBudget, customer: string): Promise<string[]> {
  const { data: live } = await budget.call((stripe) => stripe.subscriptions.list({ customer, limit: 100 }));
  for (const { id, schedule, latest_invoice } of live) {
    const scheduleId = typeof schedule === "string" ? schedule : schedule?.id;
    if (scheduleId) await budget.call((stripe) => stripe.subscriptionSchedules.release(scheduleId));
    const ended = await budget.call((stripe) =>
      stripe.subscriptions.cancel(id, {
        invoice_now: true,
        prorate: false,
        cancellation_details: { comment: "The organization was deleted." },
      }),
    );
    const last = idOf(ended.latest_invoice);
    if (last !== null && last !== idOf(latest_invoice)) await collect(budget, last);
  }
  return live.map(({ id }) => id);
}

/** While there still is a card to charge. A declined card doesn't stop the deletion: the invoice stays open in Stripe. */
async function collect(budget: StripeBudget, invoiceId: string): Promise<void> {
  const { status } = await budget.call((stripe) => stripe.invoices.retrieve(invoiceId));
  if (status === "draft") await budget.call((stripe) => stripe.invoices.finalizeInvoice(invoiceId));
  await budget.call((stripe) => stripe.invoices.pay(invoiceId)).catch(isDeclinedOrPaid);
}

function isDeclinedOrPaid(error: unknown): undefined {
  if (error instanceof Stripe.errors.StripeCardError) return undefined;
  if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 400) return undefined;
  throw error;
}

const idOf = (reference: string | { id: string } | null): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

function isMissing(error: unknown): undefined {
  if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return undefined;
  throw error;
}
