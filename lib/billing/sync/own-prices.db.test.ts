import "@/testing/billing/local-stripe";
import type Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import { withPlatform } from "@/lib/context";
import { assertMovements } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { accessAt, customerWithCard, stripeNow, subscribe, update } from "@/testing/billing/by-hand";
import { stateOf, sync } from "@/testing/billing/stories";
import { atStripe, subscriber } from "@/testing/billing/subscribers";
import { stripe } from "../stripe/stripe";

// What a person does in the Stripe dashboard is kept, and read as Stripe means it.

const platform = { actor: asSystem() } as const;

/** Movements add up to MRR after every test. */
afterEach(() => withPlatform(platform, assertMovements));

describe("an own price", () => {
  it("on a product of the catalog is that plan at that amount", async () => {
    const organization = await customerWithCard();
    await subscribe(organization, {
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
    });
    await sync(organization.customerId);
    const { subscription, items, movements } = await stateOf(organization.id);
    expect(subscription).toMatchObject({
      status: "active",
      planKey: "enterprise",
      lookupKey: null,
      unitAmount: 150_000,
      mrr: 150_000,
    });
    expect(items).toMatchObject([{ kind: "plan", itemKey: "enterprise", lookupKey: null, name: "Enterprise" }]);
    expect(movements).toMatchObject([{ kind: "new", amount: 150_000, planAfter: "enterprise" }]);
    expect(await accessAt(organization, await stripeNow())).toMatchObject({ access: "full", plan: "enterprise" });
  });

  it("on a product of its own is an item of the subscription, and counts in MRR, in tiers and fractions too", async () => {
    const organization = await subscriber();
    const { id: product } = await stripe().products.create({ name: "Custom contract item" });
    const tiered = await stripe().prices.create({
      product,
      currency: "usd",
      billing_scheme: "tiered",
      tiers_mode: "graduated",
      tiers: [
        { up_to: 5, unit_amount: 1_000 },
        { up_to: "inf", unit_amount: 500 },
      ],
      recurring: { interval: "month" },
    });
    const fraction = {
      currency: "usd",
      product,
      unit_amount_decimal: "0.5",
      recurring: { interval: "month" as const },
    };
    await update(organization, {
      items: [
        { price: tiered.id, quantity: 7 },
        { price_data: { ...fraction }, quantity: 1_000 },
      ],
    } as Stripe.SubscriptionUpdateParams);
    await sync(organization.customerId);
    const { items, subscription } = await stateOf(organization.id);
    expect(items).toHaveLength(3);
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: "custom",
        itemKey: null,
        name: "Custom contract item",
        quantity: 7,
        tiersMode: "graduated",
        recurringAmount: 6_000,
      }),
    );
    expect(items).toContainEqual(expect.objectContaining({ kind: "custom", unitAmount: 0.5, recurringAmount: 500 }));
    expect(subscription.mrr).toBe(19_900 + 6_000 + 500);
  });

  it("is read on a subscription with more items than Stripe lists at once", async () => {
    const organization = await subscriber();
    const { id: product } = await stripe().products.create({ name: "Line" });
    const prices = await Promise.all(
      Array.from({ length: 22 }, (_, index) =>
        stripe().prices.create({
          product,
          currency: "usd",
          unit_amount: 100 + index,
          recurring: { interval: "month" },
        }),
      ),
    );
    const { subscription } = await atStripe(organization);
    for (const { id } of prices.slice(0, 19)) {
      await stripe().subscriptionItems.create({ subscription: subscription.id, price: id });
    }
    await sync(organization.customerId);
    expect((await stateOf(organization.id)).items).toHaveLength(20);
  });
});

describe("prices that include tax", () => {
  it("count in MRR without it, after the discount, and are charged with it", async () => {
    const organization = await subscriber();
    const { id } = await stripe().taxRates.create({ display_name: "VAT", percentage: 19, inclusive: true });
    await update(organization, { default_tax_rates: [id] });
    await sync(organization.customerId);
    expect((await stateOf(organization.id)).subscription.mrr).toBe(16_723);
    const coupon = await stripe().coupons.create({ amount_off: 8_000, currency: "usd", duration: "forever" });
    await update(organization, { discounts: [{ coupon: coupon.id }] });
    await sync(organization.customerId);
    const { subscription, items } = await stateOf(organization.id);
    expect(subscription.mrr).toBe(10_000);
    expect(items).toMatchObject([{ recurringAmount: 19_900, includedTaxPercent: 19 }]);
  });
});
