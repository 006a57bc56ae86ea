import "@/testing/billing/local-stripe";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { found } from "@/lib/errors";
import { addCustomItem, arrangeSchedule, setCustomerDiscount, setPlanQuantity } from "@/testing/billing/dashboard";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { sync } from "@/testing/billing/stories";
import { atStripe, does, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { inOrganization } from "@/testing/factories";
import { changePlan } from "../change/change-plan";
import { stripe } from "../stripe/stripe";
import { openInvoices } from "./invoices";
import { billingSummary } from "./queries";

async function summaryAfter(arrange: (customer: Subscriber) => Promise<unknown>) {
  const customer = await subscriber("professional");
  await arrange(customer);
  await sync(customer.customerId, await advanceStripe(0));
  return inOrganization(customer.id, billingSummary);
}

async function update(customer: Subscriber, params: Stripe.SubscriptionUpdateParams) {
  const { subscription } = await atStripe(customer);
  return stripe().subscriptions.update(subscription.id, params);
}

const coupon = async (given: Stripe.CouponCreateParams) => (await stripe().coupons.create(given)).id;

describe("the billing summary", () => {
  it("has every item with its quantity and amount, the plan first", async () => {
    const { items, addOns, customPrice } = await summaryAfter(async (customer) => {
      await setPlanQuantity(customer, 5);
      await addCustomItem(customer, 50_000);
    });
    expect(items).toMatchObject([
      { kind: "plan", name: "Professional", quantity: 5, amount: 99_500 },
      { kind: "custom", key: null, name: "Custom contract item", quantity: 1, amount: 50_000 },
    ]);
    expect({ addOns, customPrice }).toEqual({ addOns: [], customPrice: false });
  });

  it("knows a price of the company's own", async () => {
    const { customPrice, price, plan } = await summaryAfter(async (customer) => {
      const item = found((await atStripe(customer)).subscription.items.data[0], "item");
      const own = await stripe().prices.create({
        currency: "usd",
        product: String(item.price.product),
        unit_amount: 14_900,
        recurring: { interval: "month", interval_count: 3 },
      });
      await stripe().subscriptionItems.update(item.id, { price: own.id, proration_behavior: "none" });
    });
    expect({ customPrice, plan: plan.key }).toEqual({ customPrice: true, plan: "professional" });
    expect(price).toEqual({ amount: 14_900, currency: "usd", interval: "month", intervalCount: 3 });
  });

  it("has the discounts that apply, with what they are for, and offers none that would replace the customer's", async () => {
    const common = await summaryAfter(async (customer) =>
      setCustomerDiscount(customer, await coupon({ percent_off: 50, duration: "forever", name: "Partner" })),
    );
    expect(common.discounts).toMatchObject([{ scope: "customer", name: "Partner", percentOff: 50 }]);
    expect(common.mayBeRetained).toBe(false);
    const own = await summaryAfter(async (customer) => {
      await setCustomerDiscount(customer, await coupon({ percent_off: 50, duration: "forever" }));
      const item = found((await atStripe(customer)).subscription.items.data[0], "item");
      const onItem = await coupon({ amount_off: 500, currency: "usd", duration: "once", name: "Sorry" });
      await stripe().subscriptionItems.update(item.id, { discounts: [{ coupon: onItem }] });
      await update(customer, { discounts: [{ coupon: await coupon({ percent_off: 10, duration: "forever" }) }] });
    });
    expect(own.discounts).toHaveLength(2);
    expect(own.discounts).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ scope: "subscription", percentOff: 10 }),
        expect.objectContaining({
          scope: "item",
          item: "Professional",
          name: "Sorry",
          amountOff: 500,
          duration: "once",
        }),
      ]),
    );
    expect(own.mayBeRetained).toBe(true);
  });

  it("says what a person scheduled, and what the customer did", async () => {
    const { scheduled, arranged } = await summaryAfter((customer) => arrangeSchedule(customer, 150_000));
    expect(scheduled).toMatchObject({
      managed: false,
      items: [{ name: "Custom contract item", amount: 150_000 }],
      endsAt: null,
    });
    expect(arranged).toBe(true);
    const own = await summaryAfter((customer) =>
      does(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" })),
    );
    expect(own).toMatchObject({ arranged: false, scheduled: { managed: true, plan: { key: "starter" } } });
  });

  it("says that a schedule ends the plan, which isn't the customer's cancellation", async () => {
    const summary = await summaryAfter(async (customer) => {
      const { subscription } = await atStripe(customer);
      const { id } = await stripe().subscriptionSchedules.create({ from_subscription: subscription.id });
      await stripe().subscriptionSchedules.update(id, { end_behavior: "cancel" });
    });
    expect(summary).toMatchObject({ arranged: true, scheduled: null, cancelAt: summary.currentPeriodEnd });
  });

  it("has free periods, pauses and how invoices are paid", async () => {
    const until = Math.floor(addDays(await advanceStripe(0), 45).getTime() / 1000);
    const free = await summaryAfter((customer) => update(customer, { trial_end: until, proration_behavior: "none" }));
    expect(free).toMatchObject({ status: "trialing", freeUntil: new Date(until * 1000) });
    expect(free.trialEndsAt).toEqual(free.freeUntil);
    const paused = await summaryAfter((customer) =>
      update(customer, { pause_collection: { behavior: "keep_as_draft", resumes_at: until } }),
    );
    expect(paused.paused).toEqual({ behavior: "keep_as_draft", resumesAt: new Date(until * 1000) });
    const invoiced = await summaryAfter((customer) =>
      update(customer, { collection_method: "send_invoice", days_until_due: 30 }),
    );
    expect(invoiced).toMatchObject({
      collectionMethod: "send_invoice",
      daysUntilDue: 30,
      paused: null,
      freeUntil: null,
    });
  });

  it("names a second plan of the same customer, and nothing foreign", async () => {
    const { otherPlans } = await summaryAfter(async ({ customerId }) => {
      const { data } = await stripe().prices.list({ lookup_keys: ["unison_starter_year_usd_v1"] });
      const { id: product } = await stripe().products.create({ name: "Consulting" });
      const price_data = { currency: "usd", product, unit_amount: 900, recurring: { interval: "month" as const } };
      for (const item of [{ price: found(data[0], "price").id }, { price_data }])
        await stripe().subscriptions.create({
          customer: customerId,
          items: [item],
          collection_method: "send_invoice",
          days_until_due: 30,
        });
    });
    expect(otherPlans).toMatchObject([{ name: "Starter", interval: "year" }]);
  });

  it("opens no portal for a customer who was deleted at Stripe", async () => {
    const summary = await summaryAfter(({ customerId }) => stripe().customers.del(customerId));
    expect(summary).toMatchObject({ status: "canceled", hasPortal: false, card: null, nextCharge: null });
  });
});

describe("open invoices", () => {
  it("are those that were sent or couldn't be charged, oldest due first, and no others", async () => {
    const customer = await subscriber("professional");
    const send = async (amount: number, days_until_due: number) => {
      const { id: invoice } = await stripe().invoices.create({
        customer: customer.customerId,
        collection_method: "send_invoice",
        days_until_due,
      });
      const owner = { customer: customer.customerId, invoice };
      await stripe().invoiceItems.create({ ...owner, amount, currency: "usd" });
      return stripe().invoices.finalizeInvoice(invoice);
    };
    const late = await send(29_900, 60);
    const { id: credited } = await send(19_900, 30);
    await stripe().creditNotes.create({ invoice: credited, amount: 5_000 });
    await sync(customer.customerId);
    expect(await inOrganization(customer.id, openInvoices)).toMatchObject([
      { id: credited, amountRemaining: 14_900, amountCredited: 5_000 },
      { id: late.id, amountRemaining: 29_900, dueAt: new Date((late.due_date ?? 0) * 1000), disputed: false },
    ]);
  });
});
