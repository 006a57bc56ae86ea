import { describe, expect, test } from "vitest";
import { only, shop, start } from "../../testing/harness";

describe("plans, the legacy name of prices", () => {
  test("a plan is a price with the same ID and can be subscribed to", async () => {
    const { stripe } = await start();
    const { customer } = await shop(stripe);
    const plan = await stripe.plans.create({
      id: "gold",
      amount: 1500,
      currency: "usd",
      interval: "month",
      product: { name: "Gold" },
    });
    expect(plan).toMatchObject({ id: "gold", amount: 1500, interval: "month", active: true });
    expect(await stripe.prices.retrieve("gold")).toMatchObject({ unit_amount: 1500, recurring: { interval: "month" } });
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ plan: "gold" }] });
    expect(only(subscription.items.data).plan.id).toBe("gold");
    await expect(
      stripe.plans.create({ id: "gold", amount: 1, currency: "usd", interval: "year", product: { name: "Gold" } }),
    ).rejects.toMatchObject({ code: "resource_already_exists" });
  });

  test("recurring prices are listed as plans; updates and deletion emit events", async () => {
    const { stripe } = await start();
    const { price } = await shop(stripe);
    expect(only((await stripe.plans.list()).data).id).toBe(price.id);
    expect((await stripe.plans.update(price.id, { nickname: "Old" })).nickname).toBe("Old");
    expect(await stripe.plans.del(price.id)).toMatchObject({ deleted: true });
    await expect(stripe.plans.retrieve(price.id)).rejects.toMatchObject({ code: "resource_missing" });
    const types = (await stripe.events.list({ type: "plan.*" })).data.map((event) => event.type);
    expect(types).toEqual(["plan.deleted", "plan.updated"]);
  });
});

describe("entitlements (docs.stripe.com/billing/entitlements)", () => {
  test("subscribing to a product grants its features while the subscription is active", async () => {
    const { stripe } = await start();
    const { customer, product, price } = await shop(stripe);
    const feature = await stripe.entitlements.features.create({ lookup_key: "sso", name: "Single sign-on" });
    const attached = await stripe.products.createFeature(product.id, { entitlement_feature: feature.id });
    expect(attached.entitlement_feature.lookup_key).toBe("sso");
    const entitled = async () =>
      (await stripe.entitlements.activeEntitlements.list({ customer: customer.id })).data.map((row) => row.lookup_key);
    expect(await entitled()).toEqual([]);
    const { id } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    expect(await entitled()).toEqual(["sso"]);
    await stripe.subscriptions.cancel(id);
    expect(await entitled()).toEqual([]);
  });

  test("lookup keys are unique, features can be archived and detached from a product", async () => {
    const { stripe } = await start();
    const { product } = await shop(stripe);
    const feature = await stripe.entitlements.features.create({ lookup_key: "sso", name: "Single sign-on" });
    await expect(stripe.entitlements.features.create({ lookup_key: "sso", name: "Again" })).rejects.toMatchObject({
      param: "lookup_key",
    });
    const { id } = await stripe.products.createFeature(product.id, { entitlement_feature: feature.id });
    expect(only((await stripe.products.listFeatures(product.id)).data).id).toBe(id);
    expect((await stripe.products.retrieveFeature(product.id, id)).entitlement_feature.id).toBe(feature.id);
    expect(await stripe.products.deleteFeature(product.id, id)).toMatchObject({ deleted: true });
    await stripe.entitlements.features.update(feature.id, { active: false });
    expect((await stripe.entitlements.features.list()).data).toEqual([]);
    expect(only((await stripe.entitlements.features.list({ archived: true })).data).id).toBe(feature.id);
  });
});

test("deleting a draft returns `deleted: true`", async () => {
  const { stripe } = await start();
  const { customer } = await shop(stripe);
  const draft = await stripe.invoices.create({ customer: customer.id });
  expect(await stripe.invoices.del(draft.id)).toEqual({ id: draft.id, object: "invoice", deleted: true });
  await expect(stripe.invoices.retrieve(draft.id)).rejects.toMatchObject({ code: "resource_missing" });
});
