import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import {
  addCustomItem,
  arrangeSchedule,
  customPrice,
  nextTotal,
  setCustomerDiscount,
  setPlanQuantity,
} from "@/testing/billing/dashboard";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { atStripe, does, invoicesAtStripe, rowOf, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { stripe } from "../stripe/stripe";
import { acceptOffer } from "./accept-offer";
import { cancelSubscription } from "./cancel-subscription";
import { changeAddOns } from "./change-add-ons";
import { changePlan } from "./change-plan";
import { previewChange } from "./preview-change";
import { redeemCode } from "./redeem-code";
import { resumeSubscription } from "./resume-subscription";
import { undoChange } from "./undo-change";

const up = { direction: "up" as const };
const down = { direction: "down" as const };

/** The live subscription's items by price id. */
async function itemsOf(customer: Subscriber): Promise<[string, number | null][]> {
  const { subscription } = await atStripe(customer);
  return subscription.items.data.map(({ price, quantity }): [string, number | null] => [
    price.lookup_key ?? price.id,
    quantity ?? null,
  ]);
}

describe("an item of the company's own", () => {
  it("stays through a scheduled downgrade and its undoing, and is in the preview", async () => {
    const customer = await subscriber("professional");
    const custom = await addCustomItem(customer, 50_000);
    const before = await itemsOf(customer);
    const preview = await does(customer, (ctx) => previewChange(ctx, { plan: "starter" }));
    expect(preview.next?.amount).toBe(54_900);
    expect(preview.next?.lines.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([4_900, 50_000]);
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", ...down }));
    expect(await itemsOf(customer)).toEqual(before);
    expect(before).toContainEqual([custom.id, 1]);
    expect(await nextTotal(customer)).toBe(54_900);
    await does(customer, undoChange);
    expect(await itemsOf(customer)).toEqual(before);
    expect(await nextTotal(customer)).toBe(69_900);
  });

  it("stays through an upgrade, add-ons, a cancellation and its withdrawal", async () => {
    const customer = await subscriber("starter");
    const custom = await addCustomItem(customer, 50_000);
    const { quote, today } = await does(customer, (ctx) => previewChange(ctx, { plan: "professional" }));
    await does(customer, (ctx) => changePlan(ctx, { plan: "professional", quote, ...up }));
    const [invoice] = await invoicesAtStripe(customer);
    expect(invoice?.amount_paid).toBe(today?.amount);
    await does(customer, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 2 } }));
    await does(customer, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 1 } }));
    await does(customer, undoChange);
    await does(customer, (ctx) => cancelSubscription(ctx, { reason: "unused" }));
    await does(customer, resumeSubscription);
    expect(await itemsOf(customer)).toEqual(
      expect.arrayContaining([
        ["unison_professional_month_usd_v1", 1],
        ["unison_extra_user_month_usd_v1", 2],
        [custom.id, 1],
      ]),
    );
    expect(await nextTotal(customer)).toBe(19_900 + 1_000 + 50_000);
  });

  it("keeps its own discount through a downgrade", async () => {
    const customer = await subscriber("professional");
    const custom = await addCustomItem(customer, 50_000);
    const coupon = await stripe().coupons.create({ percent_off: 10, duration: "forever" });
    const { subscription } = await atStripe(customer);
    const item = subscription.items.data.find(({ price }) => price.id === custom.id);
    await stripe().subscriptionItems.update(item?.id ?? "", { discounts: [{ coupon: coupon.id }] });
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", ...down }));
    expect(await nextTotal(customer)).toBe(4_900 + 45_000);
  });

  it("prevents a switch of the billing interval, in the preview already", async () => {
    const customer = await subscriber("professional");
    await addCustomItem(customer, 50_000);
    const refused = { code: "conflict", details: { reason: "custom_item" } };
    await expect(does(customer, (ctx) => previewChange(ctx, { interval: "year" }))).rejects.toMatchObject(refused);
    const change = does(customer, (ctx) => changePlan(ctx, { plan: "professional", interval: "year", ...up }));
    await expect(change).rejects.toMatchObject(refused);
  });

  it("added after a preview makes its quote outdated", async () => {
    const customer = await subscriber("starter");
    const { quote } = await does(customer, (ctx) => previewChange(ctx, { plan: "professional" }));
    await addCustomItem(customer, 50_000);
    const late = does(customer, (ctx) => changePlan(ctx, { plan: "professional", quote, ...up }));
    await expect(late).rejects.toMatchObject({ code: "conflict", details: { reason: "quote_outdated" } });
  });
});

describe("a plan by the year with an item by the month", () => {
  it("ends with the paid year when it's canceled, not with the item's month, and resuming changes nothing else", async () => {
    const customer = await subscriber("professional", "year");
    const { id: price } = await customPrice(3_000);
    const { subscription: bought } = await atStripe(customer);
    const plan = bought.items.data[0]?.current_period_end;
    await stripe().subscriptionItems.create({ subscription: bought.id, price, proration_behavior: "none" });
    const before = await invoicesAtStripe(customer);
    const { at } = await does(customer, (ctx) => cancelSubscription(ctx, { reason: "unused" }));
    expect(at.getTime() / 1000).toBe(plan);
    expect((await atStripe(customer)).subscription).toMatchObject({ cancel_at: plan, cancel_at_period_end: false });
    expect(await rowOf(customer)).toMatchObject({ cancelAt: at });
    await does(customer, resumeSubscription);
    expect((await atStripe(customer)).subscription.cancel_at).toBeNull();
    expect(await invoicesAtStripe(customer)).toEqual(before);
    expect(await nextTotal(customer)).toBe(3_000);
  });
});

describe("a plan's quantity", () => {
  it("stays through an upgrade, a downgrade and its undoing", async () => {
    const customer = await subscriber("starter");
    await setPlanQuantity(customer, 5);
    const { today, quote } = await does(customer, (ctx) => previewChange(ctx, { plan: "professional" }));
    await does(customer, (ctx) => changePlan(ctx, { plan: "professional", quote, ...up }));
    expect(await itemsOf(customer)).toEqual([["unison_professional_month_usd_v1", 5]]);
    expect((await invoicesAtStripe(customer))[0]?.amount_paid).toBe(today?.amount);
    expect(today?.amount).toBeGreaterThan(0);
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", ...down }));
    expect(await itemsOf(customer)).toEqual([["unison_professional_month_usd_v1", 5]]);
    expect(await nextTotal(customer)).toBe(5 * 4_900);
    await does(customer, undoChange);
    expect(await itemsOf(customer)).toEqual([["unison_professional_month_usd_v1", 5]]);
    expect(await nextTotal(customer)).toBe(5 * 19_900);
  });

  it("stays when an add-on is added", async () => {
    const customer = await subscriber("professional");
    await setPlanQuantity(customer, 3);
    await does(customer, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 2 } }));
    expect(await itemsOf(customer)).toEqual([
      ["unison_professional_month_usd_v1", 3],
      ["unison_extra_user_month_usd_v1", 2],
    ]);
  });
});

describe("a schedule that a person arranged", () => {
  it("refuses every change that would replace it, and stays", async () => {
    const customer = await subscriber("professional");
    const scheduleId = await arrangeSchedule(customer, 150_000);
    const waiting = async () => {
      const { status, phases } = await stripe().subscriptionSchedules.retrieve(scheduleId);
      return { status, phases: phases.length };
    };
    const coupon = await stripe().coupons.create({ percent_off: 10, duration: "forever" });
    const { code } = await stripe().promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id } });
    for (const act of [
      () => does(customer, (ctx) => previewChange(ctx, { addOns: { extra_user: 2 } })),
      () => does(customer, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 2 } })),
      () => does(customer, (ctx) => changePlan(ctx, { plan: "enterprise", ...up })),
      () => does(customer, (ctx) => changePlan(ctx, { plan: "starter", ...down })),
      () => does(customer, (ctx) => changePlan(ctx, { plan: "professional", ...up })),
      () => does(customer, undoChange),
      () => does(customer, acceptOffer),
      () => does(customer, (ctx) => redeemCode(ctx, { code })),
      () => does(customer, (ctx) => cancelSubscription(ctx, { reason: "unused" })),
    ]) {
      await expect(act()).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringMatching(/^Another change is scheduled for \w{3} \d+, \d{4} UTC\./),
        details: { reason: "scheduled", arranged: true },
      });
      expect(await waiting()).toEqual({ status: "active", phases: 2 });
    }
  });

  it("ends the subscription also when the customer asks to resume it", async () => {
    const customer = await subscriber("professional");
    await does(customer, (ctx) => cancelSubscription(ctx, { reason: "unused" }));
    const { subscription } = await atStripe(customer);
    const { end_behavior } = await stripe().subscriptionSchedules.create({ from_subscription: subscription.id });
    expect(end_behavior).toBe("cancel");
    await expect(does(customer, resumeSubscription)).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "scheduled", arranged: true },
    });
  });

  it("is discarded with a cancellation only when the customer confirms it", async () => {
    const customer = await subscriber("professional");
    const scheduleId = await arrangeSchedule(customer, 150_000);
    await does(customer, (ctx) => cancelSubscription(ctx, { reason: "unused", discardScheduled: true }));
    expect((await stripe().subscriptionSchedules.retrieve(scheduleId)).status).toBe("released");
    expect(await rowOf(customer)).toMatchObject({ cancelAt: expect.any(Date) });
  });

  it("that was ours until a person edited it is theirs from then on", async () => {
    const customer = await subscriber("professional");
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", ...down }));
    const { subscription } = await atStripe(customer);
    const id = String(subscription.schedule);
    const { phases } = await stripe().subscriptionSchedules.retrieve(id);
    await stripe().subscriptionSchedules.update(id, {
      phases: phases.map(({ items, start_date, end_date }, index) => ({
        items: items.map(({ price }) => ({ price: String(price), quantity: index === 0 ? 1 : 7 })),
        start_date,
        end_date,
      })),
    });
    const undone = does(customer, undoChange);
    await expect(undone).rejects.toMatchObject({ details: { reason: "scheduled", arranged: true } });
    expect((await stripe().subscriptionSchedules.retrieve(id)).phases[1]?.items[0]?.quantity).toBe(7);
  });
});

describe("a discount of one invoice", () => {
  const once = () => stripe().coupons.create({ percent_off: 50, duration: "once" });
  const hold: Record<string, (customer: Subscriber, coupon: string) => Promise<unknown>> = {
    subscription: async (customer, coupon) => {
      const { id } = (await atStripe(customer)).subscription;
      await stripe().subscriptions.update(id, { discounts: [{ coupon }] });
    },
    item: async (customer, coupon) => {
      const [item] = (await atStripe(customer)).subscription.items.data;
      await stripe().subscriptionItems.update(item?.id ?? "", { discounts: [{ coupon }] });
    },
    customer: (customer, coupon) => setCustomerDiscount(customer, coupon),
  };

  it.each(Object.keys(hold))("on the %s lowers the invoice of an upgrade, and no other", async (holder) => {
    const customer = await subscriber("starter");
    await hold[holder]?.(customer, (await once()).id);
    const to = { plan: "professional", interval: "month" } as const;
    const { today, next, quote } = await does(customer, (ctx) => previewChange(ctx, to));
    expect(today?.amount).toBeLessThan(9_950);
    expect(next).toMatchObject({ amount: 19_900, discount: 0 });
    await does(customer, (ctx) => changePlan(ctx, { ...to, quote, direction: "up" }));
    expect(await nextTotal(customer)).toBe(19_900);
  });

  it("leaves the discount that the customer has", async () => {
    const customer = await subscriber("starter");
    const { id: lasting } = await stripe().coupons.create({ percent_off: 10, duration: "forever" });
    await setCustomerDiscount(customer, lasting);
    await hold.subscription?.(customer, (await once()).id);
    const to = { plan: "professional", interval: "month" } as const;
    const { next, quote } = await does(customer, (ctx) => previewChange(ctx, to));
    expect(next?.amount).toBe(17_910);
    await does(customer, (ctx) => changePlan(ctx, { ...to, quote, direction: "up" }));
    expect(await nextTotal(customer)).toBe(17_910);
  });
});

describe("a discount on the customer", () => {
  const half = () => stripe().coupons.create({ percent_off: 50, duration: "forever" });

  it("isn't replaced by the offer to stay, which would raise the bill", async () => {
    const customer = await subscriber("professional");
    await setCustomerDiscount(customer, (await half()).id);
    expect(await nextTotal(customer)).toBe(9_950);
    await does(customer, (ctx) => cancelSubscription(ctx, { reason: "too_expensive" }));
    await expect(does(customer, acceptOffer)).rejects.toMatchObject({ details: { reason: "not_lower" } });
    await does(customer, resumeSubscription);
    expect(await nextTotal(customer)).toBe(9_950);
  });

  it("isn't replaced by a promo code that is worse, but by one that is better", async () => {
    const customer = await subscriber("professional");
    await setCustomerDiscount(customer, (await half()).id);
    const codeFor = async (percent_off: number) => {
      const coupon = await stripe().coupons.create({ percent_off, duration: "forever" });
      return (await stripe().promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id } })).code;
    };
    const worse = await codeFor(20);
    await expect(does(customer, (ctx) => redeemCode(ctx, { code: worse }))).rejects.toMatchObject({
      details: { reason: "not_lower" },
    });
    expect(await nextTotal(customer)).toBe(9_950);
    const better = await codeFor(80);
    await does(customer, (ctx) => redeemCode(ctx, { code: better }));
    expect(await nextTotal(customer)).toBe(3_980);
  });
});

describe("time passing", () => {
  it("charges a custom item beside the new plan once a downgrade takes effect", async () => {
    const customer = await subscriber("professional");
    const custom = await addCustomItem(customer, 50_000, 2);
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", ...down }));
    const now = await advanceStripe(32);
    await does(customer, async () => undefined, { now });
    expect(await itemsOf(customer)).toEqual([
      ["unison_starter_month_usd_v1", 1],
      [custom.id, 2],
    ]);
    const [renewal] = await invoicesAtStripe(customer);
    expect(renewal).toMatchObject({ status: "paid", amount_paid: 104_900 });
  });
});

describe("a subscription from which a person removed the plan", () => {
  it("can't be changed or canceled here, and the error says so", async () => {
    const customer = await subscriber("professional");
    await addCustomItem(customer, 50_000);
    const { subscription } = await atStripe(customer);
    const plan = subscription.items.data.find(({ price }) => price.lookup_key !== null);
    await stripe().subscriptionItems.del(plan?.id ?? "");
    const refused = expect.objectContaining({ code: "conflict", details: { reason: "custom_plan" } });
    await expect(does(customer, (ctx) => cancelSubscription(ctx, { reason: "unused" }))).rejects.toEqual(refused);
    await expect(does(customer, (ctx) => previewChange(ctx, { plan: "starter" }))).rejects.toEqual(refused);
  });
});

describe("a change during a trial at Stripe", () => {
  it("charges nothing today, as the preview says, and the new price when the trial ends", async () => {
    const customer = await subscriber("professional");
    const { subscription } = await atStripe(customer);
    const now = await advanceStripe(0);
    const trial_end = Math.floor(now.getTime() / 1000) + 20 * 86_400;
    await stripe().subscriptions.update(subscription.id, { trial_end, proration_behavior: "none" });
    const invoices = (await invoicesAtStripe(customer)).length;
    const addOns = { extra_user: 2 };
    const { today, next, quote } = await does(customer, (ctx) => previewChange(ctx, { addOns }), { now });
    expect(today).toMatchObject({ amount: 0, credit: 0, lines: [] });
    expect(next).toMatchObject({ amount: 20_900, at: new Date(trial_end * 1000) });
    await does(customer, (ctx) => changeAddOns(ctx, { addOns, quote }), { now });
    expect(await invoicesAtStripe(customer)).toHaveLength(invoices);
    expect(await nextTotal(customer)).toBe(20_900);
  });
});

describe("a downgrade", () => {
  it("can be scheduled during a trial at Stripe and long after it", async () => {
    const customer = await subscriber("professional");
    const { subscription } = await atStripe(customer);
    const trial_end = Math.floor((await advanceStripe(0)).getTime() / 1000) + 5 * 86_400;
    await stripe().subscriptions.update(subscription.id, { trial_end, proration_behavior: "none" });
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", ...down }));
    expect((await atStripe(customer)).subscription).toMatchObject({ status: "trialing", trial_end });
    await does(customer, undoChange);
    await advanceStripe(50);
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", ...down }));
    expect(await nextTotal(customer)).toBe(4_900);
  });

  it("is in the preview of another one, and of its undoing, only as long as it stays", async () => {
    const customer = await subscriber("enterprise");
    await does(customer, (ctx) => changePlan(ctx, { plan: "professional", ...down }));
    const next = async (plan: string) => (await does(customer, (ctx) => previewChange(ctx, { plan }))).next?.amount;
    expect(await next("professional")).toBe(19_900);
    expect(await next("starter")).toBe(4_900);
    expect(await next("enterprise")).toBe(99_900);
    expect(await nextTotal(customer)).toBe(19_900);
  });
});

describe("credit that a person gave the customer", () => {
  it("is in the preview once: the part that today's charge uses doesn't lower the next one", async () => {
    const customer = await subscriber("starter");
    const { customerId } = customer;
    const now = await advanceStripe(0);
    await stripe().customers.createBalanceTransaction(customerId, { amount: -16_000, currency: "usd" });
    const { today, next, quote } = await does(customer, (ctx) => previewChange(ctx, { plan: "professional" }), { now });
    expect(today?.amount).toBe(0);
    await does(customer, (ctx) => changePlan(ctx, { plan: "professional", quote, ...up }), { now });
    const { subscription } = await atStripe(customer);
    const { amount_due } = await stripe().invoices.createPreview({ subscription: subscription.id });
    expect(next?.amount).toBe(amount_due);
    expect(amount_due).toBeGreaterThan(18_000);
  });
});

describe("an invoice item that waits for the next invoice", () => {
  it("is in the preview once: it's charged today, not with the next invoice", async () => {
    const customer = await subscriber("starter");
    const { customerId } = customer;
    const now = await advanceStripe(0);
    const { subscription } = await atStripe(customer);
    const pending = { amount: 30_000, currency: "usd", subscription: subscription.id };
    await stripe().invoiceItems.create({ customer: customerId, ...pending });
    const change = { addOns: { extra_user: 1 } };
    const { today, next, quote } = await does(customer, (ctx) => previewChange(ctx, change), { now });
    expect(today?.lines.map(({ amount }) => amount)).toContain(30_000);
    await does(customer, (ctx) => changeAddOns(ctx, { ...change, quote }), { now });
    expect(next).toMatchObject({ amount: 5_400, lines: [{ amount: 4_900 }, { amount: 500 }] });
    expect(await nextTotal(customer)).toBe(5_400);
  });

  it("is charged today with a change, too, when it's the proration of a custom item", async () => {
    const customer = await subscriber("starter");
    const now = await advanceStripe(5);
    await does(customer, async () => undefined, { now });
    const { subscription } = await atStripe(customer);
    const { id: price } = await customPrice(30_000);
    const proration_behavior = "create_prorations";
    await stripe().subscriptionItems.create({ subscription: subscription.id, price, proration_behavior });
    const change = { addOns: { extra_user: 1 } };
    const { today, next, quote } = await does(customer, (ctx) => previewChange(ctx, change), { now });
    expect(today?.lines).toHaveLength(2);
    await does(customer, (ctx) => changeAddOns(ctx, { ...change, quote }), { now });
    expect((await invoicesAtStripe(customer))[0]?.amount_paid).toBe(today?.amount);
    expect(next?.amount).toBe(4_900 + 30_000 + 500);
    expect(await nextTotal(customer)).toBe(next?.amount);
  });
});
