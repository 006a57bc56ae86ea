import "@/testing/billing/local-stripe";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { cancelSubscription } from "@/lib/billing/change/cancel-subscription";
import { changeAddOns } from "@/lib/billing/change/change-add-ons";
import { changePlan } from "@/lib/billing/change/change-plan";
import { stripe } from "@/lib/billing/stripe/stripe";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { found } from "@/lib/errors";
import { asSystem } from "@/testing/actors";
import {
  addCustomItem,
  arrangeSchedule,
  customPrice,
  discountPhase,
  setCustomerDiscount,
  setPlanQuantity,
} from "@/testing/billing/dashboard";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { checkout, customerOf, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, does, payWith, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { newOrganization } from "@/testing/factories";
import { readingDifferences } from "./compare/reading-differences";
import { readShown } from "./compare/shown";
import { readCustomer } from "./reading/read-customer";
import { readingOf } from "./reading/reading";
import { pacedCalls } from "./stripe/paced-calls";

const platform = { actor: asSystem() } as const;

/** What the reading finds wrong about a customer after it was synced. */
async function wrongAbout({ id, customerId }: Pick<Subscriber, "id" | "customerId">) {
  const now = await advanceStripe(0);
  await sync(customerId, now);
  const counts = (await stateOf(id)).subscription.stripeSubscriptionId;
  const read = found(await readCustomer(pacedCalls, catalog, { customerId, counts }), "customer");
  return withPlatform({ ...platform, now }, async (ctx) =>
    readingDifferences(customerId, await readShown(ctx, id), readingOf(catalog, read, now)),
  );
}

async function priceId(lookupKey: string): Promise<string> {
  const { data } = await stripe().prices.list({ lookup_keys: [lookupKey] });
  return found(data[0], "price").id;
}

const update = async (who: Subscriber, params: Stripe.SubscriptionUpdateParams) =>
  stripe().subscriptions.update((await atStripe(who)).subscription.id, params);

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** An organization with a card that a person subscribes to something in the dashboard. */
async function subscribedByHand(params: Omit<Stripe.SubscriptionCreateParams, "customer">) {
  const organization = await newOrganization({ createdAt: await advanceStripe(0) });
  await checkout(organization);
  const customerId = await customerOf(organization);
  const { id } = await stripe().paymentMethods.attach("pm_card_visa", { customer: customerId });
  await stripe().customers.update(customerId, { invoice_settings: { default_payment_method: id } });
  await stripe().subscriptions.create({ customer: customerId, ...params });
  return { ...organization, customerId };
}

const taxRate = async (percentage: number) =>
  (await stripe().taxRates.create({ display_name: "VAT", percentage, inclusive: true })).id;

const coupon = async (params: Stripe.CouponCreateParams) => (await stripe().coupons.create(params)).id;

describe("a reading of Stripe that doesn't trust the sync agrees with it about a customer", () => {
  const professional = "unison_professional_month_usd_v1";

  it.each<[string, () => Promise<Pick<Subscriber, "id" | "customerId">>]>([
    ["who pays by the month", () => subscriber()],
    ["who pays by the year", () => subscriber("professional", "year")],
    [
      "with add-ons, of which some end with the period",
      async () => {
        const who = await subscriber();
        await does(who, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 3 } }));
        await does(who, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 1 } }));
        return who;
      },
    ],
    [
      "who scheduled a downgrade and has a custom item",
      async () => {
        const who = await subscriber();
        await addCustomItem(who, 50_000);
        await sync(who.customerId);
        await does(who, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
        return who;
      },
    ],
    [
      "who scheduled a downgrade to a year",
      async () => {
        const who = await subscriber();
        await does(who, (ctx) => changePlan(ctx, { plan: "starter", interval: "year", direction: "down" }));
        return who;
      },
    ],
    [
      "whose prices include tax",
      async () => {
        const who = await subscriber();
        await addCustomItem(who, 11_900);
        const [common, own] = await Promise.all([taxRate(19), taxRate(7)]);
        await update(who, { default_tax_rates: [common] });
        const { items } = (await atStripe(who)).subscription;
        await stripe().subscriptionItems.update(found(items.data[1], "item").id, { tax_rates: [own] });
        return who;
      },
    ],
    [
      "whose prices include a tax that they are exempt from",
      async () => {
        const who = await subscriber();
        await update(who, { default_tax_rates: [await taxRate(19)] });
        await stripe().customers.update(who.customerId, { tax_exempt: "exempt" });
        return who;
      },
    ],
    [
      "whose payment is late while another subscription is paid",
      async () => {
        const who = await subscriber();
        const { subscription: first } = await atStripe(who);
        await payWith(who, "pm_card_chargeCustomerFail");
        await stripe().subscriptions.create({
          customer: who.customerId,
          items: [{ price: await priceId(professional) }],
          default_payment_method: String(first.default_payment_method),
        });
        await advanceStripe(32);
        return who;
      },
    ],
    [
      "with discounts that begin with a phase a person scheduled",
      async () => {
        const who = await subscriber();
        await addCustomItem(who, 10_000);
        const id = await arrangeSchedule(who, 150_000);
        const deal = await coupon({ percent_off: 10, duration: "repeating", duration_in_months: 3 });
        const once = await coupon({ amount_off: 5_000, currency: "usd", duration: "once" });
        await discountPhase(id, { coupon: deal }, { coupon: once });
        return who;
      },
    ],
    [
      "who canceled",
      async () => {
        const who = await subscriber();
        await does(who, (ctx) => cancelSubscription(ctx, { reason: "unused" }));
        return who;
      },
    ],
    [
      "with a quantity",
      async () => {
        const who = await subscriber();
        await setPlanQuantity(who, 5);
        return who;
      },
    ],
    [
      "with a price of the company's own",
      async () =>
        subscribedByHand({
          items: [
            {
              price_data: {
                currency: "usd",
                product: "unison_enterprise",
                unit_amount: 150_000,
                recurring: { interval: "month" },
              },
            },
          ],
        }),
    ],
    [
      "who pays by the quarter",
      async () =>
        subscribedByHand({
          items: [
            {
              price_data: {
                currency: "usd",
                product: "unison_enterprise",
                unit_amount: 450_000,
                recurring: { interval: "month", interval_count: 3 },
              },
            },
          ],
        }),
    ],
    [
      "with a custom item by the year beside a plan by the month",
      async () => {
        const who = await subscriber();
        const { id } = await customPrice(120_000, "year");
        const { subscription } = await atStripe(who);
        await stripe().subscriptionItems.create({
          subscription: subscription.id,
          price: id,
          proration_behavior: "none",
        });
        return who;
      },
    ],
    [
      "with tiers",
      async () => {
        const who = await subscriber();
        const product = await stripe().products.create({ name: "Terminals" });
        const { id } = await stripe().prices.create({
          product: product.id,
          currency: "usd",
          billing_scheme: "tiered",
          tiers_mode: "graduated",
          tiers: [
            { up_to: 5, unit_amount: 1_000 },
            { up_to: "inf", unit_amount: 500, flat_amount: 700 },
          ],
          recurring: { interval: "month" },
        });
        await update(who, { items: [{ price: id, quantity: 7 }], proration_behavior: "none" });
        return who;
      },
    ],
    [
      "with a schedule by a person",
      async () => {
        const who = await subscriber();
        await arrangeSchedule(who, 150_000);
        return who;
      },
    ],
    [
      "with a discount on the subscription",
      async () => {
        const who = await subscriber();
        await update(who, {
          discounts: [{ coupon: await coupon({ percent_off: 30, duration: "repeating", duration_in_months: 3 }) }],
        });
        return who;
      },
    ],
    [
      "with a discount for one invoice",
      async () => {
        const who = await subscriber();
        await update(who, {
          discounts: [{ coupon: await coupon({ amount_off: 5_000, currency: "usd", duration: "once" }) }],
        });
        return who;
      },
    ],
    [
      "with a discount on an item and one for a product",
      async () => {
        const who = await subscriber();
        const price = await addCustomItem(who, 10_000);
        const { subscription } = await atStripe(who);
        const item = found(
          subscription.items.data.find((each) => each.price.id === price.id),
          "item",
        );
        await stripe().subscriptionItems.update(item.id, {
          discounts: [{ coupon: await coupon({ percent_off: 50, duration: "forever" }) }],
          proration_behavior: "none",
        });
        await update(who, {
          discounts: [
            {
              coupon: await coupon({
                percent_off: 10,
                duration: "forever",
                applies_to: { products: ["unison_professional"] },
              }),
            },
          ],
        });
        return who;
      },
    ],
    [
      "with a discount on the customer whose coupon was deleted",
      async () => {
        const who = await subscriber();
        const id = await coupon({ percent_off: 50, duration: "forever" });
        await setCustomerDiscount(who, id);
        await sync(who.customerId);
        await stripe().coupons.del(id);
        return who;
      },
    ],
    [
      "who pays by invoice",
      async () =>
        subscribedByHand({
          items: [{ price: await priceId(professional) }],
          collection_method: "send_invoice",
          days_until_due: 30,
        }),
    ],
    [
      "whose collection is paused",
      async () => {
        const who = await subscriber();
        await update(who, { pause_collection: { behavior: "keep_as_draft" } });
        return who;
      },
    ],
    [
      "whose collection is paused until before the next invoice",
      async () => {
        const who = await subscriber();
        const resumes_at = seconds(addDays(await advanceStripe(0), 7));
        await update(who, { pause_collection: { behavior: "void", resumes_at } });
        return who;
      },
    ],
    [
      "on a trial",
      async () =>
        subscribedByHand({
          items: [{ price: await priceId(professional) }],
          trial_end: seconds(addDays(await advanceStripe(0), 60)),
        }),
    ],
    [
      "with a free month",
      async () => {
        const who = await subscriber();
        await update(who, {
          trial_end: seconds(addDays(await advanceStripe(0), 30)),
          proration_behavior: "none",
        });
        return who;
      },
    ],
    [
      "with a balance",
      async () => {
        const who = await subscriber();
        await stripe().customers.createBalanceTransaction(who.customerId, { amount: -5_000, currency: "usd" });
        return who;
      },
    ],
    [
      "whose next invoice has a proration",
      async () => {
        const who = await subscriber();
        await update(who, {
          items: [{ price: (await customPrice(10_000)).id }],
          proration_behavior: "create_prorations",
        });
        return who;
      },
    ],
    [
      "who pays by the year, with an item by the month",
      async () => {
        const who = await subscriber("professional", "year");
        await advanceStripe(40);
        await sync(who.customerId, await advanceStripe(0));
        const { id } = await customPrice(3_000);
        await stripe().subscriptionItems.create({
          subscription: (await atStripe(who)).subscription.id,
          price: id,
          proration_behavior: "none",
        });
        return who;
      },
    ],
    [
      "whose card failed three times",
      async () => {
        const who = await subscriber();
        await payWith(who, "pm_card_chargeCustomerFail");
        await advanceStripe(36);
        return who;
      },
    ],
    [
      "whose card fails",
      async () => {
        const who = await subscriber();
        await payWith(who, "pm_card_chargeCustomerFail");
        await advanceStripe(32);
        return who;
      },
    ],
    [
      "whose card has failed more than three times, while Stripe tries again",
      async () => {
        const who = await subscriber();
        await payWith(who, "pm_card_chargeCustomerFail");
        await advanceStripe(39);
        return who;
      },
    ],
    [
      "whose invoice is late, and then for more than three weeks",
      async () => {
        const who = await subscribedByHand({
          items: [{ price: await priceId(professional) }],
          collection_method: "send_invoice",
          days_until_due: 10,
        });
        await advanceStripe(12);
        expect(await wrongAbout(who)).toEqual([]);
        await advanceStripe(30);
        return who;
      },
    ],
    [
      "with a schedule by a person that drops the discount",
      async () => {
        const who = await subscriber();
        const id = await coupon({ percent_off: 30, duration: "forever" });
        await update(who, { discounts: [{ coupon: id }] });
        const { subscription } = await atStripe(who);
        const schedule = await stripe().subscriptionSchedules.create({ from_subscription: subscription.id });
        const { start_date, end_date } = found(schedule.phases[0], "phase");
        const items = [{ price: await priceId(professional), quantity: 1 }];
        await stripe().subscriptionSchedules.update(schedule.id, {
          phases: [
            { items, start_date, end_date, discounts: [{ coupon: id }] },
            { items, duration: { interval: "month", interval_count: 6 } },
          ],
        });
        return who;
      },
    ],
    [
      "who left",
      async () => {
        const who = await subscriber();
        await stripe().subscriptions.cancel((await atStripe(who)).subscription.id);
        return who;
      },
    ],
    [
      "with a second subscription",
      async () => {
        const who = await subscriber();
        const { subscription } = await atStripe(who);
        await stripe().subscriptions.create({
          customer: who.customerId,
          items: [{ price: await priceId("unison_professional_year_usd_v1") }],
          default_payment_method: String(subscription.default_payment_method),
        });
        return who;
      },
    ],
  ])("%s", async (_who, arrange) => {
    expect(await wrongAbout(await arrange())).toEqual([]);
  });
});
