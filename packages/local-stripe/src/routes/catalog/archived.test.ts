import { describe, expect, test } from "vitest";
import { only, seconds, shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

const inactivePrice = "The price specified is inactive. This field only accepts active prices.";

async function archived(what: "price" | "product") {
  const world = startInProcess("2026-01-01");
  const made = await shop(world.stripe);
  const { stripe } = world;
  const subscription = await stripe.subscriptions.create({
    customer: made.customer.id,
    items: [{ price: made.price.id }],
  });
  const other = await stripe.prices.create({
    currency: "usd",
    product_data: { name: "Other" },
    unit_amount: 900,
    recurring: { interval: "month" },
  });
  if (what === "price") await stripe.prices.update(made.price.id, { active: false });
  else await stripe.products.update(made.product.id, { active: false });
  return { ...world, ...made, subscription, other };
}

describe.each([
  ["price", inactivePrice],
  ["product", "is marked as inactive, and thus no new subscriptions can be created"],
] as const)("an archived %s", (what, message) => {
  test("isn't sold anymore, in any way", async () => {
    const { stripe, customer, price, other } = await archived(what);
    const refusal = { message: expect.stringContaining(message) };
    const items = [{ price: price.id }];
    await expect(stripe.subscriptions.create({ customer: customer.id, items })).rejects.toMatchObject(refusal);
    const { id, items: held } = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: other.id }],
    });
    await expect(stripe.subscriptions.update(id, { items })).rejects.toMatchObject(refusal);
    const exchange = { items: [{ id: only(held.data).id, price: price.id }] };
    await expect(stripe.subscriptions.update(id, exchange)).rejects.toMatchObject(refusal);
    const phases = [{ items }];
    await expect(stripe.subscriptionSchedules.create({ customer: customer.id, phases })).rejects.toMatchObject(refusal);
    const pricing = { price: price.id };
    await expect(stripe.invoiceItems.create({ customer: customer.id, pricing })).rejects.toMatchObject(refusal);
    const preview = { customer: customer.id, subscription_details: { items } };
    await expect(stripe.invoices.createPreview(preview)).rejects.toMatchObject(refusal);
  });

  test("isn't sold by Checkout", async () => {
    const { stripe, price } = await archived(what);
    const session = stripe.checkout.sessions.create({
      mode: "subscription",
      success_url: "http://127.0.0.1/done",
      line_items: [{ price: price.id, quantity: 1 }],
    });
    await expect(session).rejects.toMatchObject({
      message:
        what === "price"
          ? inactivePrice
          : `Price \`${price.id}\` is not available to be purchased because its product is not active.`,
    });
  });

  test("stays on the subscriptions that have it: they renew, change and are previewed", async () => {
    const { stripe, advanceTo, customer, price, subscription, other } = await archived(what);
    const { id } = only(subscription.items.data);
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id, price: price.id, quantity: 4 }, { price: other.id }],
      proration_behavior: "none",
    });
    expect((await stripe.invoices.createPreview({ subscription: subscription.id })).total).toBe(20_900);
    advanceTo(seconds("2026-02-01T02:00:00Z"));
    const [renewal] = (await stripe.invoices.list({ customer: customer.id })).data;
    expect(renewal).toMatchObject({ total: 20_900, status: "paid" });
  });
});

test("a price of the moment for an archived product is refused", async () => {
  const { stripe, customer, product } = await archived("product");
  const price_data = {
    currency: "usd",
    product: product.id,
    unit_amount: 100,
    recurring: { interval: "month" as const },
  };
  await expect(stripe.subscriptions.create({ customer: customer.id, items: [{ price_data }] })).rejects.toMatchObject({
    message: expect.stringContaining("is marked as inactive"),
  });
});
