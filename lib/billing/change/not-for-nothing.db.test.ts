import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { reportOverage } from "@/lib/usage/overage/report-overage";
import { usageEventSchema } from "@/lib/usage/track/event";
import { trackEvents } from "@/lib/usage/track/track-events";
import { asSystem } from "@/testing/actors";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { stateOf } from "@/testing/billing/stories";
import {
  atStripe,
  does,
  invoicesAtStripe,
  payWith,
  rowOf,
  type Subscriber,
  subscriber,
} from "@/testing/billing/subscribers";
import { leaveStripe } from "../checkout/leave-stripe";
import { openInvoice } from "../payment/open-invoice";
import { savePaymentMethod } from "../payment/save-payment-method";
import { stripe } from "../stripe/stripe";
import { acceptOffer } from "./accept-offer";
import { cancelSubscription } from "./cancel-subscription";
import { changePlan } from "./change-plan";
import { previewChange } from "./preview-change";
import { redeemCode } from "./redeem-code";
import { undoChange } from "./undo-change";

// Stripe's clock is shared by the file: each test starts at the time the one before it ended.
const minutes = (many: number) => advanceStripe(many / (24 * 60));
const month = () => advanceStripe(32);
const up = { direction: "up" } as const;
const down = { direction: "down" } as const;

async function codeOff(given: object): Promise<string> {
  const coupon = await stripe().coupons.create({ percent_off: 50, ...given });
  return (await stripe().promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id } })).code;
}

describe("a quote is valid only for what it was priced from", () => {
  const quoted = async (starter: Subscriber, now: Date) =>
    (await does(starter, (ctx) => previewChange(ctx, { plan: "professional" }), { now })).quote;
  const outdated = { code: "conflict", details: { reason: "quote_outdated" } };

  it("not without the discount it included, nor for another plan", async () => {
    const starter = await subscriber("starter");
    const now = await minutes(1);
    const coupon = await stripe().coupons.create({ percent_off: 50, duration: "forever" });
    const { id } = (await atStripe(starter)).subscription;
    await stripe().subscriptions.update(id, { discounts: [{ coupon: coupon.id }] });
    const quote = await quoted(starter, now);
    const other = does(starter, (ctx) => changePlan(ctx, { plan: "enterprise", quote, ...up }), { now });
    await expect(other).rejects.toMatchObject(outdated);
    await stripe().subscriptions.update(id, { discounts: "" });
    const dearer = does(starter, (ctx) => changePlan(ctx, { plan: "professional", quote, ...up }), { now });
    await expect(dearer).rejects.toMatchObject(outdated);
  });

  it("not after the billing period has ended", async () => {
    const starter = await subscriber("starter");
    const { periodEnd, periodStart } = await periodOf(starter);
    const quote = await quoted(starter, await minutes((periodEnd - periodStart) / 60 - 5));
    const now = await minutes(10);
    const late = does(starter, (ctx) => changePlan(ctx, { plan: "professional", quote, ...up }), { now });
    await expect(late).rejects.toMatchObject(outdated);
  });
});

async function periodOf(of: Subscriber): Promise<{ periodStart: number; periodEnd: number }> {
  const [item] = (await atStripe(of)).subscription.items.data;
  return { periodStart: item?.current_period_start ?? 0, periodEnd: item?.current_period_end ?? 0 };
}

describe("overage", () => {
  it("is billed also when its plan ends with the period", async () => {
    const enterprise = await subscriber("enterprise");
    const now = await minutes(1);
    const event = usageEventSchema.parse({ organization: enterprise.id, meter: "api_calls", amount: 200_000 });
    await trackEvents({ actor: { kind: "platform_key", id: "key" }, now }, [event]);
    await reportOverage({ actor: asSystem(), now: await minutes(1) });
    const { next } = await does(enterprise, (ctx) => previewChange(ctx, { plan: "starter" }), { now });
    expect(next).toMatchObject({ amount: 4_900, plusUse: true });
    await does(enterprise, (ctx) => changePlan(ctx, { plan: "starter", ...down }), { now });
    await does(enterprise, async () => undefined, { now: await month() });
    const [renewal] = await invoicesAtStripe(enterprise);
    // 100,000 calls are included; overage costs 50 cents per 1,000.
    expect(renewal?.lines.data.map(({ amount }) => amount).sort()).toEqual([4_900, 5_000]);
    expect((await atStripe(enterprise)).items).toEqual([["unison_starter_month_usd_v1", 1]]);
  });

  it("is billed also when the organization is deleted", async () => {
    const enterprise = await subscriber("enterprise");
    const event = usageEventSchema.parse({ organization: enterprise.id, meter: "api_calls", amount: 1_100_000 });
    await trackEvents({ actor: { kind: "platform_key", id: "key" }, now: await minutes(1) }, [event]);
    await reportOverage({ actor: asSystem(), now: await minutes(1) });
    expect(await does(enterprise, leaveStripe)).toBe(enterprise.customerId);
    const invoices = (await invoicesAtStripe(enterprise)).map(({ status, total }) => [status, total]);
    expect(invoices).toEqual([
      ["paid", 50_000],
      ["paid", 99_900],
    ]);
    const none = await subscriber("starter");
    await does(none, leaveStripe);
    expect(await invoicesAtStripe(none)).toHaveLength(1);
  });
});

describe("a discount", () => {
  it.each([
    ["of one invoice", { duration: "once" }],
    ["of two months", { duration: "repeating", duration_in_months: 2 }],
  ])("%s applies once, however often its code is entered", async (_what, given) => {
    const professional = await subscriber();
    const code = await codeOff(given);
    await does(professional, (ctx) => redeemCode(ctx, { code }));
    let now = await month();
    expect((await invoicesAtStripe(professional))[0]).toMatchObject({ total: 9_950 });
    // Stripe removes an expired discount with the next invoice.
    for (let more = given.duration === "repeating" ? 2 : 0; more > 0; more -= 1) now = await month();
    const again = does(professional, (ctx) => redeemCode(ctx, { code }), { now });
    await expect(again).rejects.toMatchObject({ code: "conflict", details: { reason: "code_used" } });
    const other = await codeOff(given);
    expect(await does(professional, (ctx) => redeemCode(ctx, { code: other }), { now })).toMatchObject({ code: other });
  });

  it("from the retention offer is for monthly billing: it isn't offered for a yearly plan, and can't be taken to one", async () => {
    const yearly = await subscriber("professional", "year");
    expect((await rowOf(yearly)).interval).toBe("year");
    await expect(does(yearly, acceptOffer)).rejects.toMatchObject({ details: { reason: "no_offer" } });
    const monthly = await subscriber("professional");
    await does(monthly, acceptOffer);
    const refused = { code: "conflict", details: { reason: "offer_running" } };
    const toYear = { plan: "professional", interval: "year" } as const;
    await expect(does(monthly, (ctx) => previewChange(ctx, toYear))).rejects.toMatchObject(refused);
    await expect(does(monthly, (ctx) => changePlan(ctx, { ...toYear, ...up }))).rejects.toMatchObject(refused);
    const cheaper = { ...toYear, plan: "starter" };
    await expect(does(monthly, (ctx) => changePlan(ctx, { ...cheaper, ...down }))).rejects.toMatchObject(refused);
  });
});

describe("a change that was never paid", () => {
  async function unpaid(): Promise<Subscriber> {
    const starter = await subscriber("starter");
    await payWith(starter, "pm_card_chargeCustomerFail");
    const asked = await does(starter, (ctx) => changePlan(ctx, { plan: "professional", ...up }));
    expect(asked).toMatchObject({ outcome: "awaiting_payment" });
    return starter;
  }
  const states = async (of: Subscriber) => (await invoicesAtStripe(of)).map(({ status }) => status);

  it("is no debt, so no email announces one", async () => {
    const starter = await unpaid();
    const { subscription, pendingChange, emails } = await stateOf(starter.id);
    expect(subscription).toMatchObject({ status: "active", failedPayments: 0 });
    expect(pendingChange).toMatchObject({ planKey: "professional" });
    expect(emails).not.toContain("payment-failed");
  });

  it("isn't paid when the customer adds a card to pay an open invoice", async () => {
    const starter = await unpaid();
    expect(await does(starter, openInvoice)).toBeNull();
    const intent = await stripe().setupIntents.create({
      customer: starter.customerId,
      payment_method: "pm_card_visa",
      confirm: true,
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    expect(await does(starter, (ctx) => savePaymentMethod(ctx, { setupIntent: intent.id }))).toEqual({ paid: true });
    expect(await rowOf(starter)).toMatchObject({ planKey: "starter", pendingPlanKey: "professional" });
    expect(await states(starter)).toEqual(["open", "paid"]);
  });

  it("can be undone, once", async () => {
    const starter = await unpaid();
    expect(await does(starter, undoChange)).toEqual({ outcome: "undone" });
    expect(await rowOf(starter)).toMatchObject({ planKey: "starter", pendingPlanKey: null });
    expect(await states(starter)).toEqual(["void", "paid"]);
    await expect(does(starter, undoChange)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is discarded when the plan is canceled", async () => {
    const starter = await unpaid();
    await does(starter, (ctx) => cancelSubscription(ctx, { reason: "other" }));
    expect(await rowOf(starter)).toMatchObject({ cancelAt: expect.any(Date), pendingPlanKey: null });
    expect(await states(starter)).toEqual(["void", "paid"]);
  });
});
