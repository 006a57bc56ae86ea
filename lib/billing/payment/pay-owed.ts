import "server-only";
import Stripe from "stripe";
import { invoices } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import type { StripeBudget } from "../stripe/stripe";
import { isOwed } from "./open-invoice";

/**
 * Tries to collect what the organization owes, with the card that pays now. The card stays saved when the bank refuses it:
 * Stripe tries again, and the page says what is still owed.
 *
 * @param among leaves out an invoice, by its id, for which this makes no sense.
 * @returns whether everything that was tried is paid now.
 * @throws GatehouseError `unavailable` when Stripe is away.
 */
export async function payOwed(
  { tx, organizationId }: TenantContext,
  budget: StripeBudget,
  among: (invoiceId: string) => Promise<boolean> = async () => true,
): Promise<boolean> {
  const owed = await tx.select({ id: invoices.stripeInvoiceId }).from(invoices).where(isOwed(organizationId));
  const paid = await Promise.all(owed.map(async ({ id }) => !(await among(id)) || (await pay(budget, id))));
  return paid.every((each) => each);
}

const pay = (budget: StripeBudget, id: string): Promise<boolean> =>
  budget
    .call((stripe) => stripe.invoices.pay(id))
    .then(({ status }) => status === "paid")
    .catch(isNotDeclined);

function isNotDeclined(error: unknown): boolean {
  if (error instanceof Stripe.errors.StripeCardError) return false;
  // Paid meanwhile, in another tab or by Stripe's own retry.
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return true;
  throw error;
}
