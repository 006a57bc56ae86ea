import { syncCustomer } from "@/lib/billing";
import { ensureCustomer } from "@/lib/billing/checkout/ensure-customer";
import { stripe, stripeBudget } from "@/lib/billing/stripe/stripe";
import { catalog, currentPrice, findPlan, type Interval, lookupKey } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { asOwner, type SeedOrganization, seeder } from "./organization";

/** Buys a plan as checkout would: a customer with a test card and a subscription in Stripe, then a sync. */
export async function subscribe(organization: SeedOrganization, plan: string, interval: Interval): Promise<void> {
  const customerId = await asOwner(organization, 0, (ctx) => ensureCustomer(ctx, stripeBudget(), null));
  await addTestCard(customerId);
  await stripe().subscriptions.create({
    customer: customerId,
    items: [{ price: await priceId(plan, interval) }],
    metadata: { organization_id: organization.organizationId },
  });
  await withPlatform({ actor: seeder }, (ctx) => syncCustomer(ctx, { customerId }));
}

/** Makes the test card 4242 the customer's default payment method. */
export async function addTestCard(customer: string): Promise<void> {
  const card = await stripe().paymentMethods.attach("pm_card_visa", { customer });
  await stripe().customers.update(customer, { invoice_settings: { default_payment_method: card.id } });
}

/** The Stripe price of what the catalog sells now. @throws Error if Stripe doesn't have it. */
export async function priceId(planKey: string, interval: Interval): Promise<string> {
  const plan = findPlan(catalog, planKey);
  const price = currentPrice(catalog, plan, interval);
  const key = price && lookupKey(catalog, plan, price);
  const found = key ? (await stripe().prices.list({ lookup_keys: [key] })).data[0] : undefined;
  if (!found) throw new Error(`Stripe has no price for ${planKey} per ${interval}. Run npm run stripe:sync.`);
  return found.id;
}
