import type Stripe from "stripe";
import { expect, test } from "vitest";
import { shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";
import { restrictionMessages } from "./promotion-restrictions";

async function withCode(restrictions: Stripe.PromotionCodeCreateParams.Restrictions, forOther = false) {
  const { stripe } = startInProcess("2026-01-01");
  const { customer, price } = await shop(stripe, { unit_amount: 10_000 });
  const coupon = await stripe.coupons.create({ percent_off: 20, duration: "forever" });
  const other = await stripe.customers.create();
  const code = await stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    restrictions,
    ...(forOther ? { customer: other.id } : {}),
  });
  const discounts = [{ promotion_code: code.id }];
  const subscribe = (quantity: number, more: Partial<Stripe.SubscriptionCreateParams> = {}) =>
    stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id, quantity }], ...more });
  const checkout = (quantity: number) =>
    stripe.checkout.sessions.create({
      mode: "subscription",
      customer: customer.id,
      success_url: "http://127.0.0.1/done",
      line_items: [{ price: price.id, quantity }],
      discounts,
    });
  return { stripe, customer, price, code, discounts, subscribe, checkout };
}

test("a code's minimum amount is compared with the order, also after a change", async () => {
  const { stripe, discounts, subscribe, checkout } = await withCode({
    minimum_amount: 15_000,
    minimum_amount_currency: "usd",
  });
  const refusal = { statusCode: 400, message: restrictionMessages.minimum_amount };
  await expect(subscribe(1, { discounts })).rejects.toMatchObject(refusal);
  await expect(checkout(1)).rejects.toMatchObject(refusal);
  expect((await checkout(2)).amount_total).toBe(16_000);
  const { id, items } = await subscribe(1);
  await expect(stripe.subscriptions.update(id, { discounts })).rejects.toMatchObject(refusal);
  const item = { id: items.data[0]?.id ?? "", quantity: 2 };
  expect((await stripe.subscriptions.update(id, { discounts, items: [item] })).discounts).toHaveLength(1);
});

test("a code for the first transaction is refused once the customer has paid", async () => {
  const { stripe, discounts, subscribe, checkout } = await withCode({ first_time_transaction: true });
  const { id } = await subscribe(1, { discounts });
  const refusal = { statusCode: 400, message: restrictionMessages.first_time_transaction };
  await expect(stripe.subscriptions.update(id, { discounts })).rejects.toMatchObject(refusal);
  await expect(subscribe(1, { discounts })).rejects.toMatchObject(refusal);
  await expect(checkout(1)).rejects.toMatchObject(refusal);
});

test("a code of another customer, or one that is inactive, is refused", async () => {
  const { discounts, subscribe, checkout } = await withCode({}, true);
  const refusal = { statusCode: 400, message: restrictionMessages.customer };
  await expect(subscribe(1, { discounts })).rejects.toMatchObject(refusal);
  await expect(checkout(1)).rejects.toMatchObject(refusal);
  const inactive = await withCode({});
  await inactive.stripe.promotionCodes.update(inactive.code.id, { active: false });
  await expect(inactive.checkout(1)).rejects.toMatchObject({ statusCode: 400 });
});
