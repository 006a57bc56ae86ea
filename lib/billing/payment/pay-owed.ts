import "server-only";
import Stripe from "stripe";
import { invoices } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import type { StripeBudget } from "../stripe/stripe";
import { isOwedByCard } from "./open-invoice";

/**
 * Tries to collect what the organization owes with its current card. A declined card stays saved: Stripe retries, and the
 * page shows what is still owed. Invoices that were sent to be paid are left to the customer.
 *
 * @param shouldPay skips an invoice, by its id.
 * @returns whether every invoice that was tried is paid now.
 * @throws GatehouseError `unavailable` when Stripe is down.
 */
export async function payOwed(
  ctx: TenantContext,
  budget: StripeBudget,
  shouldPay: (invoiceId: string) => Promise<boolean> = async () => true,
): Promise<boolean> {
  const owed = await ctx.tx.select({ id: invoices.stripeInvoiceId }).from(invoices).where(isOwedByCard(ctx));
  const paid = await Promise.all(owed.map(async ({ id }) => !(await shouldPay(id)) || (await pay(budget, id))));
  return paid.every((each) => each);
}

const pay = (budget: StripeBudget, id: string): Promise<boolean> =>
  budget
    .call((stripe) => stripe.invoices.pay(id))
    .then(({ status }) => status === "paid")
    .catch(isNotDeclined);

function isNotDeclined(error: unknown): boolean {
  if (error instanceof Stripe.errors.StripeCardError) return false;
  // Already paid in another tab, or by Stripe's own retry.
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return true;
  throw error;
}
