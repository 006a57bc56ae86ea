import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { nextChargeWords } from "@/components/billing/plan/next-charge";
import { atStripe, does, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { inOrganization } from "@/testing/factories";
import { cancelSubscription } from "../change/cancel-subscription";
import { changeAddOns } from "../change/change-add-ons";
import { changePlan } from "../change/change-plan";
import { stripe } from "../stripe/stripe";
import { billingSummary } from "./queries";

const chargeOf = async ({ id }: Subscriber) => (await inOrganization(id, billingSummary)).nextCharge;

/** What Stripe itself will charge at the renewal. */
async function previewed(customer: Subscriber) {
  const { subscription } = await atStripe(customer);
  return (await stripe().invoices.createPreview({ subscription: subscription.id })).total;
}

async function discount(customer: Subscriber, coupon: Parameters<ReturnType<typeof stripe>["coupons"]["create"]>[0]) {
  const { id } = await stripe().coupons.create(coupon);
  const { subscription } = await atStripe(customer);
  await stripe().subscriptions.update(subscription.id, { discounts: [{ coupon: id }] });
  await does(customer, async () => undefined);
}

describe("what the billing page says will be charged next", () => {
  it("is what Stripe will charge, with add-ons and a discount, and says what follows", async () => {
    const customer = await subscriber("professional");
    expect(await chargeOf(customer)).toMatchObject({ amount: 19_900, after: null });
    await does(customer, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 3 } }));
    await discount(customer, { percent_off: 30, duration: "repeating", duration_in_months: 3 });
    const charge = await chargeOf(customer);
    expect(charge).toMatchObject({ amount: await previewed(customer), after: { amount: 21_400 } });
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
