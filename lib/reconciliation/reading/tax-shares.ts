import type Stripe from "stripe";
import type { ReadSubscription } from "./read-customer";

type Taxed = Pick<ReadSubscription, "subscription" | "customer" | "items" | "preview" | "lastTaxed">;

/** How much of each item's charge is tax that its price includes, by item id, from 0 to 1. Items without such tax are left out. */
export function taxShares({ subscription, customer, items, preview, lastTaxed }: Taxed): ReadonlyMap<string, number> {
  if (!customer || customer.tax_exempt === "exempt" || customer.tax_exempt === "reverse") return new Map();
  if (subscription.automatic_tax.enabled) return chargedShares(preview ?? lastTaxed);
  const common = subscription.default_tax_rates ?? [];
  return new Map(
    items.flatMap(({ id, tax_rates }): [string, number][] => {
      const rates = tax_rates && tax_rates.length > 0 ? tax_rates : common;
      const included = rates.reduce((sum, { inclusive, percentage }) => (inclusive ? sum + percentage : sum), 0);
      return included === 0 ? [] : [[id, included / (100 + included)]];
    }),
  );
}

/** Stripe Tax calculates the rates with each invoice. */
function chargedShares(invoice: Stripe.Invoice | null): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { parent, taxes } of invoice?.lines.data ?? []) {
    const item = parent?.subscription_item_details?.subscription_item;
    const included = (taxes ?? []).filter(({ tax_behavior }) => tax_behavior === "inclusive");
    const tax = included.reduce((sum, { amount }) => sum + amount, 0);
    const rest = included[0]?.taxable_amount ?? 0;
    if (item && tax > 0 && !shares.has(item)) shares.set(item, tax / (tax + rest));
  }
  return shares;
}
