import "server-only";
import Stripe from "stripe";
import type { TenantContext } from "@/lib/context";
import type { StripeBudget } from "../stripe/stripe";
import { owedByCard } from "./open-invoice";

/**
 * Tries to collect what the organization owes with its current card. A declined card stays saved: Stripe retries, and the
 * page shows what is still owed. Invoices that were sent to be paid are left to the customer. The current period's draft of an
 * unpaid subscription, which Stripe finalizes when it is paid, is only charged once the others are paid.
 *
 * @param shouldPay skips an invoice, by its id. It isn't asked about the draft when open ones were paid.
 * @returns whether every invoice that was tried is paid now.
 * @throws GatehouseError `unavailable` when Stripe is down.
 */
export async function payOwed(
  ctx: TenantContext,
  budget: StripeBudget,
  shouldPay: (invoiceId: string) => Promise<boolean> = async () => true,
): Promise<boolean> {
  const owed = await owedByCard(ctx);
  const open = owed.filter(({ status }) => status !== "draft");
  const tried = await Promise.all(open.map(({ id }) => shouldPay(id)));
  const paid = await Promise.all(open.filter((_, index) => tried[index]).map(({ id }) => pay(budget, id)));
  if (!paid.every((each) => each)) return false;
  const draft = owed.find(({ status }) => status === "draft");
  if (!draft) return true;
  const settled = open.length > 0 ? tried.every((each) => each) : await shouldPay(draft.id);
  return !settled || pay(budget, draft.id);
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
