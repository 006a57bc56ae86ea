import type Stripe from "stripe";
import { expect, test } from "vitest";
import { only, seconds, shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

async function discounted() {
  const world = startInProcess("2026-01-01");
  const { stripe } = world;
  const made = await shop(stripe, { unit_amount: 10_000 });
  const coupon = await stripe.coupons.create({
    id: "LOYAL",
    percent_off: 30,
    duration: "forever",
    name: "Loyal",
    applies_to: { products: [made.product.id] },
  });
  const code = await stripe.promotionCodes.create({
    promotion: { type: "coupon", coupon: coupon.id },
    code: "LOYAL30",
  });
  const subscription = await stripe.subscriptions.create({
    customer: made.customer.id,
    items: [{ price: made.price.id }],
    discounts: [{ coupon: coupon.id }],
  });
  const discountNow = async (expand: string) => {
    const read = await stripe.subscriptions.retrieve(subscription.id, { expand: [expand] });
    return only(read.discounts) as Stripe.Discount;
  };
  return { ...world, ...made, coupon, code, subscription, discountNow };
}

test("a deleted coupon is gone, but discounts keep what it was", async () => {
  const { stripe, coupon, customer, price, discountNow, advanceTo } = await discounted();
  expect(await stripe.coupons.del(coupon.id)).toMatchObject({ id: coupon.id, deleted: true });
  await expect(stripe.coupons.retrieve(coupon.id)).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    message: "No such coupon: 'LOYAL'",
  });
  expect((await stripe.coupons.list()).data).toEqual([]);
  expect((await discountNow("discounts")).source).toEqual({ coupon: "LOYAL", type: "coupon" });
  expect((await discountNow("discounts.source.coupon")).source.coupon).toMatchObject({
    id: "LOYAL",
    name: "Loyal",
    percent_off: 30,
    valid: false,
  });
  const { source } = await discountNow("discounts.source.coupon.applies_to");
  expect(source.coupon).toMatchObject({ applies_to: { products: [price.product] } });
  advanceTo(seconds("2026-02-01T02:00:00Z"));
  expect((await stripe.invoices.list({ customer: customer.id })).data.map(({ total }) => total)).toEqual([
    7_000, 7_000,
  ]);
});

test("a deleted coupon and its promotion codes can't be redeemed", async () => {
  const { stripe, coupon, code, customer, price } = await discounted();
  await stripe.coupons.del(coupon.id);
  expect((await stripe.promotionCodes.retrieve(code.id)).active).toBe(false);
  for (const discount of [{ coupon: coupon.id }, { promotion_code: code.id }])
    await expect(
      stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], discounts: [discount] }),
    ).rejects.toMatchObject({ statusCode: 400 });
});

test("another coupon with the same ID doesn't change discounts of the deleted one", async () => {
  const { stripe, coupon, customer, discountNow, advanceTo } = await discounted();
  await stripe.coupons.del(coupon.id);
  await stripe.coupons.create({ id: coupon.id, percent_off: 90, duration: "forever" });
  expect((await discountNow("discounts.source.coupon")).source.coupon).toMatchObject({ percent_off: 30 });
  advanceTo(seconds("2026-02-01T02:00:00Z"));
  const [renewal] = (await stripe.invoices.list({ customer: customer.id })).data;
  expect(renewal?.total).toBe(7_000);
});

test("removing a discount or using it up is announced", async () => {
  const { stripe, subscription } = await discounted();
  await stripe.subscriptions.update(subscription.id, { discounts: "" });
  const [event] = (await stripe.events.list({ type: "customer.discount.deleted" })).data;
  expect(event?.data.object).toMatchObject({ subscription: subscription.id });
});
