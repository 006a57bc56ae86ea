import { syncCustomer } from "@/lib/billing";
import { ensureCustomer } from "@/lib/billing/checkout/ensure-customer";
import { stripe, stripeBudget } from "@/lib/billing/stripe/stripe";
import { catalog, currentPrice, findPlan, type Interval, lookupKey } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { asOwner, type Company, seeder } from "./company";

/** Buys a plan as the checkout would: customer, card 4242 and subscription in Stripe, then the mirror by its only writer. */
export async function subscribe(company: Company, plan: string, interval: Interval): Promise<void> {
  const customerId = await asOwner(company, 0, (ctx) => ensureCustomer(ctx, stripeBudget(), null));
  await payByVisa(customerId);
  await stripe().subscriptions.create({
    customer: customerId,
    items: [{ price: await priceId(plan, interval) }],
    metadata: { organization_id: company.organizationId },
  });
  await withPlatform({ actor: seeder }, (ctx) => syncCustomer(ctx, { customerId }));
}

/** Card 4242 becomes what the customer pays by. */
export async function payByVisa(customer: string): Promise<void> {
  const card = await stripe().paymentMethods.attach("pm_card_visa", { customer });
  await stripe().customers.update(customer, { invoice_settings: { default_payment_method: card.id } });
}

/** Of what the catalogue sells now. */
export async function priceId(planKey: string, interval: Interval): Promise<string> {
  const plan = findPlan(catalog, planKey);
  const price = currentPrice(catalog, plan, interval);
  const key = price && lookupKey(catalog, plan, price);
  const held = key ? (await stripe().prices.list({ lookup_keys: [key] })).data[0] : undefined;
  if (!held) throw new Error(`Stripe does not hold ${planKey} by the ${interval}: npm run stripe:sync`);
  return held.id;
}
