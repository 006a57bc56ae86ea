import "server-only";
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { requireBillingRole } from "../access/billing-role";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";

/**
 * Ends at once what an organization has at Stripe: checkouts that could still be paid, subscriptions, and the customer with its
 * cards. What was used beyond the plan is asked for first, or leaving would be the way not to pay it. Nothing is refunded;
 * invoices stay there, as the law wants them kept. Our rows follow by the sync that the caller runs. What is ended already is
 * left as it is, so it may be done again when an answer was lost.
 *
 * @returns the customer to be synced; null when nothing was ever bought.
 * @throws GatehouseError `forbidden`, `unavailable` when Stripe is away.
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

/** A schedule would bring its subscription back, so it is let go first. */
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

/** While there is a card to charge. One that declines keeps nobody from leaving: the invoice stays open at Stripe. */
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
