import type Stripe from "stripe";
import type { StripeState } from "./stripe-state";

type Taxed = Pick<Stripe.Subscription, "default_tax_rates" | "automatic_tax">;

/**
 * The percentage of tax that is part of an item's price, on top of what is left without it: 19 for a price of $119.00 with $19.00
 * of tax in it. Rates of the item replace the subscription's. Stripe Tax calculates its rate with each invoice, so the newest
 * one that charged the item says it.
 */
export function includedTaxPercent(
  item: Stripe.SubscriptionItem,
  { default_tax_rates, automatic_tax }: Taxed,
  { customer, invoices }: Pick<StripeState, "customer" | "invoices">,
): number {
  if (customer.deleted || customer.tax_exempt === "exempt" || customer.tax_exempt === "reverse") return 0;
  if (automatic_tax.enabled) return percentOf(newestLine(item, invoices));
  const rates = item.tax_rates?.length ? item.tax_rates : (default_tax_rates ?? []);
  return rates.filter(({ inclusive }) => inclusive).reduce((sum, { percentage }) => sum + percentage, 0);
}

function newestLine({ id }: Stripe.SubscriptionItem, invoices: readonly Stripe.Invoice[]) {
  return invoices
    .flatMap(({ lines }) => lines.data)
    .find(({ amount, parent }) => amount > 0 && parent?.subscription_item_details?.subscription_item === id);
}

function percentOf(line: Stripe.InvoiceLineItem | undefined): number {
  const included = (line?.taxes ?? []).filter(({ tax_behavior }) => tax_behavior === "inclusive");
  return included.reduce(
    (sum, { amount, taxable_amount }) => (taxable_amount ? sum + (amount / taxable_amount) * 100 : sum),
    0,
  );
}
