import "@/testing/billing/local-stripe";
import { afterEach, describe, expect, it } from "vitest";
import { withPlatform } from "@/lib/context";
import { assertMovements } from "@/lib/metrics";
import { verifyCustomer } from "@/lib/reconciliation/verify/verify-customer";
import { asSystem } from "@/testing/actors";
import { stripeNow, update } from "@/testing/billing/by-hand";
import { advanceStripe, stripeOrigin } from "@/testing/billing/local-stripe";
import { stateOf, sync } from "@/testing/billing/stories";
import { subscriber } from "@/testing/billing/subscribers";
import { stripe } from "../stripe/stripe";
import { syncTurned } from "./sync-turned";

// What a person does in the Stripe dashboard is kept, and read as Stripe means it.

const platform = { actor: asSystem() } as const;

/** Movements add up to MRR after every test. */
afterEach(() => withPlatform(platform, assertMovements));

describe("discounts", () => {
  it("of the customer are counted and shown, until the subscription has one of its own", async () => {
    const organization = await subscriber();
    const coupon = await stripe().coupons.create({ percent_off: 50, duration: "forever", name: "Half" });
    await legacyCustomerDiscount(organization.customerId, coupon.id);
    await sync(organization.customerId);
    const common = await stateOf(organization.id);
    expect(common.discounts).toMatchObject([{ scope: "customer", name: "Half", percentOff: 50, duration: "forever" }]);
    expect(common.subscription.mrr).toBe(9950);

    const own = await stripe().coupons.create({ percent_off: 10, duration: "forever" });
    await update(organization, { discounts: [{ coupon: own.id }] });
    await sync(organization.customerId);
    const both = await stateOf(organization.id);
    expect(both.discounts.map(({ scope }) => scope).sort()).toEqual(["customer", "subscription"]);
    expect(both.subscription.mrr).toBe(17910);
  });

  it("whose coupon is deleted go on counting, and the sync goes on", async () => {
    const organization = await subscriber();
    const coupon = await stripe().coupons.create({ percent_off: 30, duration: "forever", name: "Partner" });
    await update(organization, { discounts: [{ coupon: coupon.id }] });
    await sync(organization.customerId);
    await stripe().coupons.del(coupon.id);
    await sync(organization.customerId);
    const { discounts, subscription } = await stateOf(organization.id);
    expect(discounts).toMatchObject([{ scope: "subscription", name: "Partner", percentOff: 30 }]);
    expect(subscription.mrr).toBe(13930);
  });

  it("that have ended since the last sync are no mismatch, and the next run of the job syncs their customer", async () => {
    const organization = await subscriber();
    await advanceStripe(10);
    const coupon = await stripe().coupons.create({ percent_off: 50, duration: "repeating", duration_in_months: 1 });
    await update(organization, { discounts: [{ coupon: coupon.id }] });
    await sync(organization.customerId, await advanceStripe(25));
    expect((await stateOf(organization.id)).subscription.mrr).toBe(9950);
    const now = await advanceStripe(8);
    expect(await withPlatform({ ...platform, now }, syncTurned)).toBe(1);
    const verdict = await withPlatform({ ...platform, now }, (ctx) =>
      verifyCustomer(ctx, { customerId: organization.customerId, reconciliationId: null }),
    );
    expect(verdict).toBe("equal");
    expect((await stateOf(organization.id)).subscription.mrr).toBe(19900);
    expect(await withPlatform({ ...platform, now }, syncTurned)).toBe(0);
  });

  it("that end are an expansion on the day they end, however late the sync is", async () => {
    const organization = await subscriber();
    const coupon = await stripe().coupons.create({ percent_off: 50, duration: "repeating", duration_in_months: 2 });
    await update(organization, { discounts: [{ coupon: coupon.id }] });
    await sync(organization.customerId, await stripeNow());
    const { discounts } = await stateOf(organization.id);
    const endsAt = discounts[0]?.endsAt;
    if (!endsAt) throw new Error("the discount has no end");

    const later = await advanceStripe(75);
    await sync(organization.customerId, later);
    const after = await stateOf(organization.id);
    expect(after.subscription.mrr).toBe(19900);
    expect(after.discounts).toEqual([]);
    expect(after.movements.at(-1)).toMatchObject({ kind: "expansion", amount: 9950, occurredAt: endsAt });
  });
});

/** Today's API sets discounts on subscriptions only. Customers that had one before keep it. */
async function legacyCustomerDiscount(customer: string, coupon: string): Promise<void> {
  const response = await fetch(`${stripeOrigin}/v1/customers/${customer}`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_local", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ coupon }),
  });
  if (!response.ok) throw new Error(await response.text());
}
