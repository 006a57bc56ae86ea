import type Stripe from "stripe";

type Rate = Pick<Stripe.TaxRate, "inclusive" | "percentage">;
type Item = { id: string; tax_rates: readonly Rate[] | null };
type Subscription = { default_tax_rates?: readonly Rate[] | null | undefined; automatic_tax: { enabled: boolean } };
type Line = {
  amount: number;
  parent: { subscription_item_details: { subscription_item: string } | null } | null;
  taxes: readonly Pick<Stripe.InvoiceLineItem.Tax, "amount" | "tax_behavior" | "taxable_amount">[] | null;
};
type Charged = {
  customer: Pick<Stripe.Customer, "deleted" | "tax_exempt"> | Pick<Stripe.DeletedCustomer, "deleted">;
  /** Newest first. */
  invoices: readonly { lines: { data: readonly Line[] } }[];
};

/**
 * The percentage of tax that is part of an item's price, on top of what is left without it: 19 for a price of $119.00 with $19.00
 * of tax in it. Rates of the item replace the subscription's. Stripe Tax calculates its rate with each invoice, so the newest
 * one that charged the item says it.
 */
export function includedTaxPercent(
  item: Item,
  { default_tax_rates, automatic_tax }: Subscription,
  { customer, invoices }: Charged,
): number {
  if (customer.deleted || customer.tax_exempt === "exempt" || customer.tax_exempt === "reverse") return 0;
  if (automatic_tax.enabled) return percentOf(newestLine(item, invoices));
  const rates = item.tax_rates?.length ? item.tax_rates : (default_tax_rates ?? []);
  return rates.filter(({ inclusive }) => inclusive).reduce((sum, { percentage }) => sum + percentage, 0);
}

const newestLine = ({ id }: Item, invoices: Charged["invoices"]): Line | undefined =>
  invoices
    .flatMap(({ lines }) => lines.data)
    .find(({ amount, parent }) => amount > 0 && parent?.subscription_item_details?.subscription_item === id);

function percentOf(line: Line | undefined): number {
  const included = (line?.taxes ?? []).filter(({ tax_behavior }) => tax_behavior === "inclusive");
  return included.reduce(
    (sum, { amount, taxable_amount }) => (taxable_amount ? sum + (amount / taxable_amount) * 100 : sum),
    0,
  );
}
