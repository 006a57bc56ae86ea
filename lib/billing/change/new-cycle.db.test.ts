import "@/testing/billing/local-stripe";
import { afterEach, describe, expect, it } from "vitest";
import { shiftClock } from "@/lib/clock";
import { second } from "@/lib/durations";
import { found } from "@/lib/errors";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { atStripe, does, invoicesAtStripe, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { inOrganization } from "@/testing/factories";
import { billingSummary } from "../page/queries";
import { stripe } from "../stripe/stripe";
import { changePlan } from "./change-plan";
import { previewChange } from "./preview-change";

afterEach(() => shiftClock(0));

async function travel(days: number): Promise<Date> {
  const now = await advanceStripe(days);
  shiftClock(Math.round((now.getTime() - Date.now()) / second));
  return now;
}

const periodEnd = async (customer: Subscriber) => {
  const { items } = (await atStripe(customer)).subscription;
  return new Date(found(items.data[0], "item").current_period_end * 1000);
};

/** Until an hour after the period's end, when its invoice is final. */
async function untilRenewal(customer: Subscriber, end: Date): Promise<void> {
  const now = await travel(0);
  await travel((end.getTime() - now.getTime()) / 86_400_000 + 0.1);
  await does(customer, async () => undefined);
}

describe("a downgrade to another billing interval", () => {
  it.each([
    ["from month to year", { plan: "professional", interval: "month" }, { plan: "starter", interval: "year" }, 52_920],
    ["from year to month", { plan: "professional", interval: "year" }, { plan: "starter", interval: "month" }, 4_900],
    ["of the same plan", { plan: "starter", interval: "year" }, { plan: "starter", interval: "month" }, 4_900],
  ] as const)("%s is charged whole when the period ends, as previewed", async (_what, from, to, amount) => {
    await travel(0);
    const customer = await subscriber(from.plan, from.interval);
    await travel(40);
    await does(customer, async () => undefined);
    const end = await periodEnd(customer);
    const { next, effect, at, quote } = await does(customer, (ctx) => previewChange(ctx, to));
    expect({ effect, at, next: next?.at }).toEqual({ effect: "period_end", at: end, next: end });
    expect(next?.amount).toBe(amount);
    await does(customer, (ctx) => changePlan(ctx, { ...to, quote, direction: "down" }));
    const { nextCharge } = await inOrganization(customer.id, billingSummary);
    expect(nextCharge).toMatchObject({ amount, at: end, after: null });
    const before = await invoicesAtStripe(customer);
    await untilRenewal(customer, end);
    const after = await invoicesAtStripe(customer);
    const made = after.filter(({ id }) => !before.some((each) => each.id === id));
    expect(made.map(({ amount_paid }) => amount_paid)).toEqual([amount]);
    const [line] = found(made[0], "invoice").lines.data;
    const previewed = found(next?.lines[0], "line");
    const charged = found(line, "line").period;
    expect(previewed).toMatchObject({ from: new Date(charged.start * 1000), to: new Date(charged.end * 1000) });
    expect(await periodEnd(customer)).toEqual(previewed.to);
  });

  it("isn't previewed with a discount that ends before it", async () => {
    await travel(0);
    const customer = await subscriber("starter", "year");
    const { subscription } = await atStripe(customer);
    const coupon = await stripe().coupons.create({ percent_off: 50, duration: "repeating", duration_in_months: 3 });
    await stripe().subscriptions.update(subscription.id, { discounts: [{ coupon: coupon.id }] });
    const to = { plan: "starter", interval: "month" } as const;
    const { next, quote } = await does(customer, (ctx) => previewChange(ctx, to));
    expect(next).toMatchObject({ amount: 4_900, discount: 0 });
    await does(customer, (ctx) => changePlan(ctx, { ...to, quote, direction: "down" }));
    await untilRenewal(customer, await periodEnd(customer));
    expect((await invoicesAtStripe(customer))[0]?.amount_paid).toBe(4_900);
  });
});
