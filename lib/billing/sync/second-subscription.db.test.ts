import "@/testing/billing/local-stripe";
import { afterEach, describe, expect, it } from "vitest";
import { withPlatform } from "@/lib/context";
import { assertMovements } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { accessAt, kindsOf, priceId, stripeNow, subscribe } from "@/testing/billing/by-hand";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { checkout, customerOf, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, payWith, subscriber } from "@/testing/billing/subscribers";
import { newOrganization } from "@/testing/factories";
import { stripe } from "../stripe/stripe";

// What a person does in the Stripe dashboard is kept, and read as Stripe means it.

const platform = { actor: asSystem() } as const;

/** Movements add up to MRR after every test. */
afterEach(() => withPlatform(platform, assertMovements));

describe("a second subscription made by hand", () => {
  it("is kept, isn't refunded, is shown, and takes over when the first one ends", async () => {
    const organization = await subscriber();
    const { subscription: first } = await atStripe(organization);
    const second = await subscribe(organization, {
      items: [{ price: await priceId("unison_professional_year_usd_v1") }],
      default_payment_method: String(first.default_payment_method),
    });
    expect((await sync(organization.customerId))?.duplicates).toEqual([]);
    const both = await stateOf(organization.id);
    expect(both.subscription).toMatchObject({ stripeSubscriptionId: first.id, mrr: 19900 });
    expect(both.otherSubscriptions).toMatchObject([
      {
        stripeSubscriptionId: second.id,
        kind: "second_plan",
        planKey: "professional",
        amount: 214920,
        interval: "year",
      },
    ]);

    await stripe().subscriptions.cancel(first.id);
    await sync(organization.customerId);
    const after = await stateOf(organization.id);
    expect(after.subscription).toMatchObject({
      stripeSubscriptionId: second.id,
      status: "active",
      interval: "year",
      mrr: 17910,
    });
    expect(after.otherSubscriptions).toEqual([]);
    expect((await stripe().refunds.list({ limit: 100 })).data.map(({ charge }) => charge)).toEqual([]);
    expect(await kindsOf(organization)).toEqual([
      ["new", 19900],
      ["contraction", -1990],
    ]);
    expect(after.alerts).toEqual([expect.stringContaining("has a second subscription in Stripe")]);
  });

  it("gives full access to its plan while a payment for the one that counts is late, and MRR stays as it is", async () => {
    const organization = await subscriber("professional");
    const { subscription: first } = await atStripe(organization);
    await payWith(organization, "pm_card_chargeCustomerFail");
    const second = await subscribe(organization, {
      items: [{ price: await priceId("unison_enterprise_month_usd_v1") }],
      default_payment_method: String(first.default_payment_method),
    });
    const late = await advanceStripe(32);
    await sync(organization.customerId, late);
    const { subscription } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ stripeSubscriptionId: first.id, status: "past_due", mrr: 19_900 });
    expect(await accessAt(organization, late)).toEqual({
      access: "full",
      rule: "other_subscription",
      plan: "enterprise",
    });

    await stripe().subscriptions.cancel(second.id);
    await sync(organization.customerId, late);
    expect(await accessAt(organization, late)).toEqual({
      access: "grace",
      rule: "payment_failed",
      plan: "professional",
    });
    await stripe().subscriptions.cancel(first.id);
    await sync(organization.customerId, late);
  });

  it("to a lower plan gives access when that of the one that counts has ended, and keeps its plan until then", async () => {
    const organization = await subscriber("professional");
    const { subscription: first } = await atStripe(organization);
    await payWith(organization, "pm_card_chargeCustomerFail");
    await subscribe(organization, {
      items: [{ price: await priceId("unison_starter_month_usd_v1") }],
      default_payment_method: String(first.default_payment_method),
    });
    const at = async (days: number) => {
      const now = await advanceStripe(days);
      await sync(organization.customerId, now);
      return accessAt(organization, now);
    };
    expect(await at(32)).toEqual({ access: "full", rule: "other_subscription", plan: "professional" });
    expect(await at(5)).toEqual({ access: "full", rule: "other_subscription", plan: "starter" });
    await stripe().subscriptions.cancel(first.id);
    expect(await at(0)).toEqual({ access: "full", rule: "paid", plan: "starter" });
  });

  it("to something foreign changes neither plan, access nor MRR", async () => {
    const organization = await newOrganization({ createdAt: await stripeNow() });
    await checkout(organization);
    const customerId = await customerOf(organization);
    const { id: product } = await stripe().products.create({ name: "Consulting retainer" });
    const foreign = await stripe().subscriptions.create({
      customer: customerId,
      items: [
        {
          price_data: {
            currency: "usd",
            product,
            unit_amount: 50_000,
            recurring: { interval: "month", interval_count: 3 },
          },
          quantity: 2,
        },
      ],
      collection_method: "send_invoice",
      days_until_due: 30,
    });
    await sync(customerId);
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ stripeSubscriptionId: null, status: "trialing", mrr: 0 });
    expect(state.otherSubscriptions).toMatchObject([
      {
        stripeSubscriptionId: foreign.id,
        kind: "foreign",
        description: "2 × Consulting retainer",
        amount: 100_000,
        interval: "month",
        intervalCount: 3,
      },
    ]);
    expect(state.movements).toEqual([]);
  });
});
