import "@/testing/billing/local-stripe";
import type Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { nextChargeWords } from "@/components/billing/plan/next-charge";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { found } from "@/lib/errors";
import { readingDifferences } from "@/lib/reconciliation/compare/reading-differences";
import { readShown } from "@/lib/reconciliation/compare/shown";
import { readCustomer } from "@/lib/reconciliation/reading/read-customer";
import { readingOf } from "@/lib/reconciliation/reading/reading";
import { pacedCalls } from "@/lib/reconciliation/stripe/paced-calls";
import { asSystem } from "@/testing/actors";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { checkout, customerOf, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, does, invoicesAtStripe, type Subscriber } from "@/testing/billing/subscribers";
import { inOrganization, newOrganization } from "@/testing/factories";
import { changePlan, previewChange } from "./index";
import { billingSummary } from "./page/queries";
import { stripe } from "./stripe/stripe";

/** The company collects tax with Stripe Tax: in New York on top of its prices, in Germany where prices include it. */

const newYork = { line1: "1 Main St", city: "New York", state: "NY", postal_code: "10001", country: "US" };
const berlin = { line1: "Long St 1", city: "Berlin", postal_code: "10115", country: "DE" };

beforeAll(async () => {
  const register = (country: string, country_options: Stripe.Tax.RegistrationCreateParams.CountryOptions) =>
    stripe().tax.registrations.create({ country, country_options, active_from: "now" });
  await register("US", { us: { type: "state_sales_tax", state: "NY" } });
  await register("DE", { de: { type: "standard", standard: { place_of_supply_scheme: "standard" } } });
});

/** A customer who bought the plan, with tax by their address. */
async function taxed(address: Stripe.AddressParam, plan = "professional"): Promise<Subscriber> {
  const organization = await newOrganization({ createdAt: await advanceStripe(0) });
  await checkout(organization, plan);
  const customerId = await customerOf(organization);
  const { id: card } = await stripe().paymentMethods.attach("pm_card_visa", { customer: customerId });
  await stripe().customers.update(customerId, { address, invoice_settings: { default_payment_method: card } });
  const { data } = await stripe().prices.list({ lookup_keys: [`unison_${plan}_month_usd_v1`] });
  await stripe().subscriptions.create({
    customer: customerId,
    items: [{ price: found(data[0], "price").id }],
    automatic_tax: { enabled: true },
  });
  await sync(customerId, await advanceStripe(0));
  return { ...organization, customerId };
}

const summaryOf = async ({ id }: Subscriber) => inOrganization(id, billingSummary, await advanceStripe(0));

async function wrongAbout({ id, customerId }: Subscriber) {
  const now = await advanceStripe(0);
  const counts = (await stateOf(id, now)).subscription.stripeSubscriptionId;
  const read = found(await readCustomer(pacedCalls, catalog, { customerId, counts }), "customer");
  return withPlatform({ actor: asSystem(), now }, async (ctx) =>
    readingDifferences(customerId, await readShown(ctx, id), readingOf(catalog, read, now)),
  );
}

describe("a customer in New York, where tax is added", () => {
  it("is invoiced with tax, which is no revenue, and is shown that it is added to the next charge", async () => {
    const customer = await taxed(newYork);
    const { subscription, invoices } = await stateOf(customer.id);
    expect(invoices).toMatchObject([{ subtotal: 19_900, tax: 796, total: 20_696, amountPaid: 20_696 }]);
    expect(subscription).toMatchObject({ mrr: 19_900, unitAmount: 19_900 });
    const { nextCharge } = await summaryOf(customer);
    expect(nextCharge).toMatchObject({ amount: 19_900, plusTax: true });
    expect(nextCharge && nextChargeWords(nextCharge)).toMatch(/^\$199\.00 plus tax on /);
    expect(await wrongAbout(customer)).toEqual([]);
  });

  it("is shown the tax before an upgrade, and charged exactly that", async () => {
    const customer = await taxed(newYork, "starter");
    const change = { plan: "professional", interval: "month" } as const;
    const preview = await does(customer, (ctx) => previewChange(ctx, change));
    expect(preview.today?.tax).toBe(Math.round(15_000 * 0.04));
    expect(preview.next).toMatchObject({ amount: 20_696, tax: 796 });
    await does(customer, (ctx) => changePlan(ctx, { ...change, direction: "up", quote: preview.quote }));
    const [charged] = await invoicesAtStripe(customer);
    expect(charged).toMatchObject({ total: preview.today?.amount, amount_paid: preview.today?.amount });
    expect((await stateOf(customer.id)).subscription.mrr).toBe(19_900);
    expect(await wrongAbout(customer)).toEqual([]);
  });

  it("keeps its tax through a scheduled downgrade", async () => {
    const customer = await taxed(newYork);
    const change = { plan: "starter", interval: "month" } as const;
    const preview = await does(customer, (ctx) => previewChange(ctx, change));
    expect(preview.next).toMatchObject({ amount: 4_900 + 196, tax: 196 });
    await does(customer, (ctx) => changePlan(ctx, { ...change, direction: "down", quote: preview.quote }));
    const now = await advanceStripe(32);
    await sync(customer.customerId, now);
    expect((await atStripe(customer)).subscription.automatic_tax.enabled).toBe(true);
    expect((await invoicesAtStripe(customer))[0]).toMatchObject({ total: 5_096 });
    expect((await stateOf(customer.id, now)).subscription.mrr).toBe(4_900);
    expect(await wrongAbout(customer)).toEqual([]);
  });
});

describe("a customer in Germany, whose price includes the tax", () => {
  it("pays the price, of which the tax is no revenue", async () => {
    await stripe().tax.settings.update({ defaults: { tax_behavior: "inclusive" } });
    const customer = await taxed(berlin);
    const { subscription, invoices } = await stateOf(customer.id);
    expect(invoices).toMatchObject([{ tax: 3_177, total: 19_900, amountPaid: 19_900 }]);
    expect(subscription.mrr).toBe(19_900 - 3_177);
    const { nextCharge } = await summaryOf(customer);
    expect(nextCharge).toMatchObject({ amount: 19_900, plusTax: false });
    expect(await wrongAbout(customer)).toEqual([]);
    await stripe().tax.settings.update({ defaults: { tax_behavior: "inferred_by_currency" } });
  });
});

describe("a business in Germany with a VAT ID", () => {
  it("is charged no tax, and all it pays is revenue", async () => {
    const customer = await taxed(berlin);
    await stripe().customers.createTaxId(customer.customerId, { type: "eu_vat", value: "DE123456789" });
    const now = await advanceStripe(32);
    await sync(customer.customerId, now);
    const { invoices, subscription } = await stateOf(customer.id, now);
    expect(invoices.map(({ total, tax }) => ({ total, tax }))).toEqual([
      { total: 23_681, tax: 3_781 },
      { total: 19_900, tax: 0 },
    ]);
    expect(subscription.mrr).toBe(19_900);
    expect((await summaryOf(customer)).nextCharge).toMatchObject({ plusTax: false });
    expect(await wrongAbout(customer)).toEqual([]);
  });
});
