import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { found } from "@/lib/errors";
import { advanceStripe, payOn } from "@/testing/billing/local-stripe";
import { checkout, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, does, invoicesAtStripe, rowOf, subscriber } from "@/testing/billing/subscribers";
import { retentionCoupon } from "../publish/stripe-catalog";
import { stripe } from "../stripe/stripe";
import { acceptOffer } from "./accept-offer";
import { cancelSubscription } from "./cancel-subscription";
import { changePlan } from "./change-plan";
import { cancelSchema } from "./input";
import { redeemCode } from "./redeem-code";
import { resumeSubscription } from "./resume-subscription";

describe("a cancellation", () => {
  it("takes effect at the period's end, records the reason in Stripe, and can be withdrawn", async () => {
    const professional = await subscriber();
    const outcome = await does(professional, (ctx) =>
      cancelSubscription(ctx, { reason: "missing_features", comment: "No FIFO." }),
    );
    const { currentPeriodEnd, ...row } = await rowOf(professional);
    expect(outcome).toEqual({ outcome: "canceling", at: currentPeriodEnd });
    expect(row).toMatchObject({
      status: "active",
      cancelAt: currentPeriodEnd,
      cancelReason: "missing_features",
      cancelComment: "No FIFO.",
      cancelRequestedAt: expect.any(Date),
    });
    const { subscription } = await atStripe(professional);
    expect(subscription.cancellation_details).toMatchObject({ feedback: "missing_features", comment: "No FIFO." });
    const change = does(professional, (ctx) => changePlan(ctx, { plan: "enterprise", direction: "up" }));
    await expect(change).rejects.toMatchObject({ code: "conflict", details: { reason: "canceling" } });
    await does(professional, resumeSubscription);
    expect(await rowOf(professional)).toMatchObject({ cancelAt: null, cancelReason: null, cancelRequestedAt: null });
    await expect(does(professional, resumeSubscription)).rejects.toMatchObject({ code: "conflict" });
  });

  it("discards a scheduled change", async () => {
    const professional = await subscriber();
    await does(professional, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    await does(professional, (ctx) => cancelSubscription(ctx, { reason: "unused" }));
    expect(await rowOf(professional)).toMatchObject({ scheduledPlanKey: null, cancelAt: expect.any(Date) });
  });

  it("with a character in the comment that PostgreSQL can't store is rejected before Stripe is called", () => {
    const isValid = (comment: string) => cancelSchema.safeParse({ reason: "other", comment }).success;
    expect(isValid("bye\u0000")).toBe(false);
    expect(isValid("bye\ud800")).toBe(false);
    expect(isValid("No FIFO.\r\n\tAnd no LIFO. 👋")).toBe(true);
  });

  it("with such a character entered in Stripe is read anyway", async () => {
    const professional = await subscriber();
    const { subscription } = await atStripe(professional);
    await stripe().subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
      cancellation_details: { feedback: "other", comment: "bye\u0000 now" },
    });
    await sync(professional.customerId);
    expect(await rowOf(professional)).toMatchObject({ cancelAt: expect.any(Date), cancelComment: "bye now" });
  });

  it("requested twice at once is one cancellation", async () => {
    const professional = await subscriber();
    const click = () => does(professional, (ctx) => cancelSubscription(ctx, { reason: "unused" }));
    const [first, second] = await Promise.all([click(), click()]);
    expect(second).toEqual(first);
  });
});

describe("the retention offer", () => {
  it("withdraws the cancellation and lowers the price, once", async () => {
    const professional = await subscriber();
    await does(professional, (ctx) => cancelSubscription(ctx, { reason: "too_expensive" }));
    await does(professional, acceptOffer);
    expect(await rowOf(professional)).toMatchObject({
      cancelAt: null,
      mrr: 13_930,
      discountPercentOff: 30,
      discountEndsAt: expect.any(Date),
      retainedAt: expect.any(Date),
    });
    await expect(does(professional, acceptOffer)).rejects.toMatchObject({ details: { reason: "offer_taken" } });
  });

  it("withdraws the cancellation also where a person already gave its discount in Stripe", async () => {
    const professional = await subscriber();
    const coupon = found(retentionCoupon(catalog), "offer");
    const { subscription } = await atStripe(professional);
    await stripe().subscriptions.update(subscription.id, { discounts: [{ coupon: coupon.id }] });
    await sync(professional.customerId);
    await does(professional, (ctx) => cancelSubscription(ctx, { reason: "too_expensive" }));
    expect(await does(professional, acceptOffer)).toEqual({ outcome: "stayed" });
    expect(await rowOf(professional)).toMatchObject({ cancelAt: null, mrr: 13_930, retainedAt: expect.any(Date) });
    expect((await atStripe(professional)).subscription.discounts).toHaveLength(1);
  });

  it("clicked twice at once is used once, and a scheduled downgrade keeps the discount", async () => {
    const professional = await subscriber();
    await does(professional, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    const clicks = await Promise.allSettled([does(professional, acceptOffer), does(professional, acceptOffer)]);
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await atStripe(professional)).subscription.discounts).toHaveLength(1);
    expect(await rowOf(professional)).toMatchObject({ scheduledPlanKey: "starter", discountPercentOff: 30 });
  });
});

describe("a promo code", () => {
  const makeCode = async (given: object = {}) => {
    const coupon = await stripe().coupons.create({ percent_off: 10, duration: "forever", name: "Ten percent" });
    return stripe().promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, ...given });
  };

  it("lowers the price, and is shown by its name", async () => {
    const professional = await subscriber();
    const { code } = await makeCode();
    await does(professional, (ctx) => redeemCode(ctx, { code: code.toLowerCase() }));
    expect(await rowOf(professional)).toMatchObject({
      discountName: "Ten percent",
      discountCode: code,
      discountPercentOff: 10,
      mrr: 17_910,
    });
    for (const again of [code, (await makeCode()).code]) {
      const second = does(professional, (ctx) => redeemCode(ctx, { code: again }));
      await expect(second).rejects.toMatchObject({ code: "conflict" });
    }
  });

  it.each<[string, () => Promise<string>, string, string]>([
    ["that doesn't exist", async () => "NOSUCHCODE", "unknown_name", "code_unknown"],
    ["that has expired", async () => (await makeCode({ active: false })).code, "conflict", "code_over"],
    [
      "for first purchases",
      async () => (await makeCode({ restrictions: { first_time_transaction: true } })).code,
      "conflict",
      "code_first_purchase",
    ],
    [
      "restricted to another customer",
      async () => (await makeCode({ customer: (await subscriber("starter")).customerId })).code,
      "unknown_name",
      "code_unknown",
    ],
  ])("%s is rejected with the reason", async (_what, make, code, reason) => {
    const professional = await subscriber();
    const given = await make();
    const redeemed = does(professional, (ctx) => redeemCode(ctx, { code: given }));
    await expect(redeemed).rejects.toMatchObject({ code, details: { reason } });
    expect((await atStripe(professional)).subscription.discounts).toEqual([]);
  });
});

// Stripe's clock is shared by the file, so this test comes last.
it("after the end, the churn movement keeps the reason, and coming back is a purchase by the same customer without a trial", async () => {
  const professional = await subscriber();
  await does(professional, (ctx) => cancelSubscription(ctx, { reason: "switched_service" }));
  const now = await advanceStripe(32);
  await does(professional, async () => undefined, { now });
  const { subscription, movements } = await stateOf(professional.id);
  expect(subscription).toMatchObject({ status: "canceled", planKey: "professional", cancelReason: "switched_service" });
  expect(movements.at(-1)).toMatchObject({ kind: "churn", cause: "voluntary", reason: "switched_service" });
  await expect(does(professional, resumeSubscription, { now })).rejects.toMatchObject({ code: "conflict" });
  const { url } = await checkout(professional, "professional");
  await payOn(url);
  await does(professional, async () => undefined, { now });
  expect(await rowOf(professional)).toMatchObject({
    status: "active",
    stripeCustomerId: professional.customerId,
    cancelReason: null,
  });
  const [bought] = await invoicesAtStripe(professional);
  expect(bought).toMatchObject({ status: "paid", total: 19_900 });
});
