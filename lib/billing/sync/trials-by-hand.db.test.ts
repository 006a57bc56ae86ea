import "@/testing/billing/local-stripe";
import { afterEach, describe, expect, it } from "vitest";
import { withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { assertMovements } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { accessAt, customerWithCard, kindsOf, seconds, stripeNow, subscribe, update } from "@/testing/billing/by-hand";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { checkout, customerOf, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, subscriber } from "@/testing/billing/subscribers";
import { newOrganization } from "@/testing/factories";
import { stripe } from "../stripe/stripe";

// What a person does in the Stripe dashboard is kept, and read as Stripe means it.

const platform = { actor: asSystem() } as const;

/** Movements add up to MRR after every test. */
afterEach(() => withPlatform(platform, assertMovements));

describe("a free month for a customer who pays", () => {
  it("keeps full access and counts as paused, without any notice that the customer left", async () => {
    const organization = await subscriber();
    const granted = await stripeNow();
    const trial_end = seconds(addDays(granted, 30));
    await update(organization, { trial_end, proration_behavior: "none" });
    await sync(organization.customerId, granted);
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ status: "trialing", trialEndsAt: new Date(trial_end * 1000), mrr: 0 });
    expect(await accessAt(organization, addDays(granted, 29))).toEqual({
      access: "full",
      rule: "stripe_trial",
      plan: "professional",
    });
    expect(await kindsOf(organization)).toEqual([
      ["new", 19900],
      ["paused", -19900],
    ]);
    expect(state.audit).not.toContain("billing.subscription_ended");
    expect(state.emails).not.toContain("subscription-canceled");
    expect(state.webhooks).not.toContain("subscription.canceled");
    expect(state.alerts).toEqual([]);

    const later = await advanceStripe(40);
    await sync(organization.customerId, later);
    const after = await stateOf(organization.id);
    expect(after.subscription).toMatchObject({ status: "active", trialEndsAt: null, mrr: 19900 });
    expect(after.movements.at(-1)).toMatchObject({
      kind: "resumed",
      amount: 19900,
      occurredAt: new Date(trial_end * 1000),
    });
    expect(await accessAt(organization, later)).toMatchObject({ access: "full", rule: "paid" });
  });

  it("is churn of what was paid before if the customer leaves during it", async () => {
    const organization = await subscriber();
    const granted = await stripeNow();
    await update(organization, { trial_end: seconds(addDays(granted, 30)), proration_behavior: "none" });
    await sync(organization.customerId, granted);
    await stripe().subscriptions.cancel((await atStripe(organization)).subscription.id);
    await sync(organization.customerId, granted);
    expect(await kindsOf(organization)).toEqual([
      ["new", 19900],
      ["paused", -19900],
      ["resumed", 19900],
      ["churn", -19900],
    ]);
    const { alerts } = await stateOf(organization.id);
    expect(alerts).toEqual([expect.stringContaining("canceled Professional (−$199.00 MRR)")]);
  });
});

describe("a trial at Stripe", () => {
  it("of 60 days gives access until its end, and the customer is new when it ends", async () => {
    const organization = await customerWithCard();
    const started = await stripeNow();
    const trial_end = seconds(addDays(started, 60));
    await subscribe(organization, { trial_end });
    await sync(organization.customerId, started);
    expect(await accessAt(organization, addDays(started, 59))).toMatchObject({ access: "full", rule: "stripe_trial" });
    expect(await kindsOf(organization)).toEqual([]);

    const later = await advanceStripe(75);
    await sync(organization.customerId, later);
    const { movements, subscription } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ status: "active", firstPaidAt: new Date(trial_end * 1000), mrr: 19900 });
    expect(movements).toMatchObject([{ kind: "new", occurredAt: new Date(trial_end * 1000) }]);
  });

  it("that ends without a payment method gives no access any more", async () => {
    const organization = await newOrganization({ createdAt: await stripeNow() });
    await checkout(organization);
    const customerId = await customerOf(organization);
    const started = await stripeNow();
    await subscribe(
      { customerId },
      {
        trial_end: seconds(addDays(started, 30)),
        trial_settings: { end_behavior: { missing_payment_method: "pause" } },
      },
    );
    await sync(customerId, started);
    expect(await accessAt(organization, addDays(started, 20))).toMatchObject({ access: "full" });
    const later = await advanceStripe(31);
    await sync(customerId, later);
    expect(await accessAt(organization, later)).toMatchObject({ access: "read_only", rule: "paused" });
  });
});
