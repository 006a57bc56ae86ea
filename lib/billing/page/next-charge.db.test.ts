import "@/testing/billing/local-stripe";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { nextChargeWords } from "@/components/billing/plan/next-charge";
import { addDays } from "@/lib/durations";
import { entitlementsOf } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import {
  addCustomItem,
  arrangeSchedule,
  customPrice,
  discountPhase,
  nextTotal,
  setCustomerDiscount,
  setPlanQuantity,
} from "@/testing/billing/dashboard";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { setMirror } from "@/testing/billing/mirror";
import { sync } from "@/testing/billing/stories";
import { atStripe, does, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { inOrganization } from "@/testing/factories";
import { cancelSubscription } from "../change/cancel-subscription";
import { changeAddOns } from "../change/change-add-ons";
import { changePlan } from "../change/change-plan";
import { stripe } from "../stripe/stripe";
import { billingSummary } from "./queries";

const chargeOf = async ({ id }: Subscriber) => (await inOrganization(id, billingSummary)).nextCharge;

const coupon = async (given: Stripe.CouponCreateParams) => (await stripe().coupons.create(given)).id;

async function update(customer: Subscriber, params: Stripe.SubscriptionUpdateParams) {
  const { subscription } = await atStripe(customer);
  return stripe().subscriptions.update(subscription.id, params);
}

async function discount(customer: Subscriber, given: Stripe.CouponCreateParams) {
  await update(customer, { discounts: [{ coupon: await coupon(given) }] });
  await sync(customer.customerId);
}

async function discountItem(customer: Subscriber, given: Stripe.CouponCreateParams) {
  const { subscription } = await atStripe(customer);
  const item = found(subscription.items.data[0], "item");
  await stripe().subscriptionItems.update(item.id, { discounts: [{ coupon: await coupon(given) }] });
}

const productOf = async (customer: Subscriber) => {
  const price = found((await atStripe(customer)).subscription.items.data[0], "item").price;
  return String(price.product);
};

async function tiered(customer: Subscriber, tiers_mode: "graduated" | "volume", quantity: number) {
  const { subscription } = await atStripe(customer);
  const { id: product } = await stripe().products.create({ name: "Seats" });
  const price = await stripe().prices.create({
    product,
    currency: "usd",
    billing_scheme: "tiered",
    tiers_mode,
    recurring: { interval: "month" },
    tiers: [
      { up_to: 5, unit_amount: 1_000 },
      { up_to: "inf", unit_amount: 700, flat_amount: 99 },
    ],
  });
  await stripe().subscriptionItems.create({
    subscription: subscription.id,
    price: price.id,
    quantity,
    proration_behavior: "none",
  });
}

async function addItem(customer: Subscriber, price: Stripe.Price) {
  const { subscription } = await atStripe(customer);
  await stripe().subscriptionItems.create({
    subscription: subscription.id,
    price: price.id,
    proration_behavior: "none",
  });
}

/** Free until then. */
async function grantTrial(customer: Subscriber, days: number) {
  const trial_end = Math.floor(addDays(await advanceStripe(0), days).getTime() / 1000);
  await update(customer, { trial_end, proration_behavior: "none" });
}

/** The upcoming invoice of Stripe, as it is. */
async function previewed(customer: Subscriber) {
  const { subscription } = await atStripe(customer);
  const { id, schedule } = subscription;
  const of = schedule ? { schedule: String(schedule) } : { subscription: id };
  return stripe().invoices.createPreview(of);
}

const off30 = { percent_off: 30, duration: "forever" as const };

describe("the next charge is what Stripe's own preview says", () => {
  it.each<[string, (customer: Subscriber) => Promise<unknown>]>([
    ["a plan", async () => undefined],
    ["a quantity", (customer) => setPlanQuantity(customer, 5)],
    ["a custom item", (customer) => addCustomItem(customer, 50_000, 3)],
    ["tiers, each unit in its own", (customer) => tiered(customer, "graduated", 12)],
    ["tiers, all units in one", (customer) => tiered(customer, "volume", 12)],
    ["items with different intervals", async (customer) => addItem(customer, await customPrice(120_000, "year"))],
    ["a discount of an item", (customer) => discountItem(customer, { percent_off: 33.33, duration: "forever" })],
    [
      "a discount of an item beside other items",
      async (customer) => {
        await addCustomItem(customer, 50_000);
        await discountItem(customer, { amount_off: 4_321, currency: "usd", duration: "forever" });
      },
    ],
    ["a discount of the subscription", (customer) => discount(customer, off30)],
    ["a discount for one invoice", (customer) => discount(customer, { ...off30, duration: "once" })],
    ["a discount of the customer", async (customer) => setCustomerDiscount(customer, await coupon(off30))],
    [
      "a discount of the customer beside one of the subscription",
      async (customer) => {
        await setCustomerDiscount(customer, await coupon({ percent_off: 50, duration: "forever" }));
        await discount(customer, { percent_off: 10, duration: "forever" });
      },
    ],
    [
      "a discount for one product",
      async (customer) => {
        await addCustomItem(customer, 50_000);
        await discount(customer, { ...off30, applies_to: { products: [await productOf(customer)] } });
      },
    ],
    [
      "discounts of items, subscription and an amount",
      async (customer) => {
        await addCustomItem(customer, 33_333, 3);
        await discountItem(customer, { percent_off: 50, duration: "forever" });
        await update(customer, {
          discounts: [
            { coupon: await coupon({ amount_off: 1_401, currency: "usd", duration: "forever" }) },
            { coupon: await coupon({ percent_off: 7, duration: "forever" }) },
          ],
        });
      },
    ],
    [
      "credit",
      ({ customerId }) => stripe().customers.createBalanceTransaction(customerId, { amount: -5_000, currency: "usd" }),
    ],
    [
      "more credit than is charged",
      ({ customerId }) => stripe().customers.createBalanceTransaction(customerId, { amount: -50_000, currency: "usd" }),
    ],
    [
      "a debit",
      ({ customerId }) => stripe().customers.createBalanceTransaction(customerId, { amount: 777, currency: "usd" }),
    ],
    [
      "prorations that wait",
      async (customer) => {
        const item = found((await atStripe(customer)).subscription.items.data[0], "item");
        await stripe().subscriptionItems.update(item.id, { quantity: 3, proration_behavior: "create_prorations" });
        await discount(customer, off30);
      },
    ],
    ["a free period", (customer) => grantTrial(customer, 45)],
    ["a price of its own later", (customer) => arrangeSchedule(customer, 150_000)],
    [
      "a price of its own later, with today's discount",
      async (customer) => {
        await discount(customer, { ...off30, duration: "repeating", duration_in_months: 12 });
        await arrangeSchedule(customer, 150_000);
      },
    ],
    [
      "a price of its own later, discounted from then on",
      async (customer) => {
        const id = await arrangeSchedule(customer, 150_000);
        const deal = await coupon({ percent_off: 10, duration: "repeating", duration_in_months: 3 });
        const once = await coupon({ amount_off: 5_000, currency: "usd", duration: "once" });
        await discountPhase(id, { coupon: deal }, { coupon: once });
      },
    ],
    [
      "a price of its own later, discounted by a promotion code",
      async (customer) => {
        const id = await arrangeSchedule(customer, 150_000);
        const promotion = { type: "coupon" as const, coupon: await coupon({ percent_off: 20, duration: "forever" }) };
        const { id: promotion_code } = await stripe().promotionCodes.create({ promotion });
        await discountPhase(id, { promotion_code }, { promotion_code });
      },
    ],
    [
      "a downgrade to a year",
      (customer) => does(customer, (ctx) => changePlan(ctx, { plan: "starter", interval: "year", direction: "down" })),
    ],
    ["a downgrade", (customer) => does(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }))],
    [
      "a downgrade with a custom item and a discount",
      async (customer) => {
        await addCustomItem(customer, 50_000);
        await discount(customer, { ...off30, duration: "repeating", duration_in_months: 12 });
        await does(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
      },
    ],
    [
      "invoices that are sent",
      (customer) => update(customer, { collection_method: "send_invoice", days_until_due: 30 }),
    ],
  ])("with %s", async (_what, arrange) => {
    const customer = await subscriber("professional");
    await arrange(customer);
    await sync(customer.customerId);
    const charge = await chargeOf(customer);
    const { amount_due, total, starting_balance } = await previewed(customer);
    expect(charge).toMatchObject({ amount: amount_due });
    expect(charge?.credit).toBe(Math.max(0, Math.min(total, -starting_balance)));
    expect(charge?.at.getTime()).toBe(await renewal(customer));
  });

  /** When Stripe will make that invoice. */
  async function renewal(customer: Subscriber): Promise<number> {
    const { items } = (await atStripe(customer)).subscription;
    return Math.min(...items.data.map(({ current_period_end }) => current_period_end)) * 1000;
  }
});

describe("no next charge is shown", () => {
  it.each<[string, (customer: Subscriber) => Promise<unknown>]>([
    ["once the plan is canceled", (customer) => does(customer, (ctx) => cancelSubscription(ctx, { reason: "unused" }))],
    ["while collection is paused", (customer) => update(customer, { pause_collection: { behavior: "void" } })],
    [
      "when a discount applies to a charge that waits",
      async (customer) => {
        await discount(customer, off30);
        await stripe().invoiceItems.create({ customer: customer.customerId, amount: 9_900, currency: "usd" });
      },
    ],
    [
      "when the schedule charges something once",
      async (customer) => {
        const id = await arrangeSchedule(customer, 150_000);
        const { phases } = await stripe().subscriptionSchedules.retrieve(id);
        const [first, second] = phases;
        const setup = await stripe().prices.create({
          currency: "usd",
          unit_amount: 70_000,
          product_data: { name: "Setup" },
        });
        await stripe().subscriptionSchedules.update(id, {
          phases: [first, second].flatMap((phase, index) =>
            phase
              ? [
                  {
                    items: phase.items.map(({ price, quantity }) => ({
                      price: String(price),
                      quantity: quantity ?? 1,
                    })),
                    start_date: phase.start_date,
                    end_date: phase.end_date,
                    ...(index === 1 ? { add_invoice_items: [{ price: setup.id }] } : {}),
                  },
                ]
              : [],
          ),
        });
      },
    ],
  ])("%s", async (_what, arrange) => {
    const customer = await subscriber("professional");
    await arrange(customer);
    await sync(customer.customerId);
    expect(await chargeOf(customer)).toBeNull();
  });
});

it("shows an unpaid subscription as unpaid, without a next charge", async () => {
  const customer = await subscriber("professional");
  await setMirror(customer.id, { status: "unpaid", failedPayments: 8, mrr: 0, pastDueSince: new Date() });
  const { status, nextCharge } = await inOrganization(customer.id, billingSummary);
  expect({ status, nextCharge }).toEqual({ status: "unpaid", nextCharge: null });
  const { access, accessRule } = await inOrganization(customer.id, entitlementsOf);
  expect({ access, accessRule }).toEqual({ access: "read_only", accessRule: "unpaid" });
});

describe("what the billing page says will be charged next", () => {
  it("is what Stripe will charge, with add-ons and a discount, and says what follows", async () => {
    const customer = await subscriber("professional");
    expect(await chargeOf(customer)).toMatchObject({ amount: 19_900, after: null });
    await does(customer, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 3 } }));
    await discount(customer, { percent_off: 30, duration: "repeating", duration_in_months: 3 });
    const charge = await chargeOf(customer);
    expect(charge).toMatchObject({ amount: await nextTotal(customer), after: { amount: 21_400 } });
    expect(charge && nextChargeWords(charge)).toMatch(/^\$149\.80 on .*, then \$214\.00 a month from /);
  });

  it("is the lower plan's price once a downgrade is scheduled, and nothing once the plan is canceled", async () => {
    const customer = await subscriber("professional");
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    expect(await chargeOf(customer)).toMatchObject({ amount: 4_900 });
    const leaving = await subscriber("starter");
    await does(leaving, (ctx) => cancelSubscription(ctx, { reason: "unused" }));
    expect(await chargeOf(leaving)).toBeNull();
  });
});
