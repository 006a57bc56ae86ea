import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { alerts } from "@/db/schema";
import { withPlatform, withTenant } from "@/lib/context";
import { customPrice } from "@/testing/billing/dashboard";
import { payOn } from "@/testing/billing/local-stripe";
import { setMirror, suspend } from "@/testing/billing/mirror";
import { checkout, customerOf, type Organization, stateOf, sync } from "@/testing/billing/stories";
import { does, invoicesAtStripe, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { newOrganization } from "@/testing/factories";
import { cancelSubscription } from "../change/cancel-subscription";
import { changePlan } from "../change/change-plan";
import { previewChange } from "../change/preview-change";
import { explainingStripe } from "../stripe/explain-errors";
import { stripe } from "../stripe/stripe";
import { updateCustomer } from "../sync/update-customer";
import { openPortal } from "./open-portal";
import { startCheckout } from "./start-checkout";

/** An organization with a customer in Stripe that can pay, and nothing bought. */
async function customerOnly(): Promise<Subscriber> {
  const organization = await newOrganization();
  await checkout(organization);
  const customerId = await customerOf(organization);
  const [session] = (await stripe().checkout.sessions.list({ customer: customerId, status: "open" })).data;
  await stripe().checkout.sessions.expire(session?.id ?? "");
  const method = await stripe().paymentMethods.attach("pm_card_visa", { customer: customerId });
  await stripe().customers.update(customerId, { invoice_settings: { default_payment_method: method.id } });
  return { ...organization, customerId };
}

const buys = (organization: Organization, plan = "starter") =>
  explainingStripe(() =>
    withTenant({ organizationId: organization.id, actor: organization.owner }, (ctx) =>
      startCheckout(ctx, { plan, interval: "month" }),
    ),
  );

const alertsAbout = (text: string) =>
  withPlatform({ actor: { kind: "system", id: "stripe" } }, async ({ tx }) =>
    (await tx.select().from(alerts)).filter((alert) => `${alert.title} ${alert.text}`.includes(text)),
  );

describe("a purchase", () => {
  it("isn't blocked by a subscription to something else on the same customer", async () => {
    const customer = await customerOnly();
    const price = await customPrice(12_300);
    const foreign = await stripe().subscriptions.create({
      customer: customer.customerId,
      items: [{ price: price.id }],
    });
    await sync(customer.customerId);
    const { url } = await buys(customer);
    await payOn(url);
    await sync(customer.customerId);
    expect((await stateOf(customer.id)).subscription).toMatchObject({ status: "active", planKey: "starter" });
    expect((await stripe().subscriptions.retrieve(foreign.id)).status).toBe("active");
  });

  it("leaves a checkout session open that a person sent the customer", async () => {
    const customer = await customerOnly();
    const price = await customPrice(12_300);
    const sent = await stripe().checkout.sessions.create({
      mode: "subscription",
      customer: customer.customerId,
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: "http://localhost/",
    });
    await buys(customer);
    expect((await stripe().checkout.sessions.retrieve(sent.id)).status).toBe("open");
  });

  it.each([
    [
      "price",
      async (archived: boolean) => {
        const { data } = await stripe().prices.list({ lookup_keys: ["unison_starter_month_usd_v1"] });
        await stripe().prices.update(data[0]?.id ?? "", { active: !archived });
      },
    ],
    [
      "product",
      async (archived: boolean) => void (await stripe().products.update("unison_starter", { active: !archived })),
    ],
  ])("of an archived %s is refused, and the platform is alerted", async (_what, archive) => {
    const customer = await customerOnly();
    const professional = await subscriber("professional");
    await archive(true);
    try {
      const refused = {
        code: "conflict",
        message: expect.stringContaining("isn't for sale at the moment"),
        details: { reason: "not_for_sale" },
      };
      await expect(buys(customer)).rejects.toMatchObject(refused);
      const change = does(professional, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
      await expect(change).rejects.toMatchObject(refused);
      await expect(does(professional, (ctx) => previewChange(ctx, { plan: "starter" }))).rejects.toMatchObject(refused);
      expect(await alertsAbout("unison_starter_month_usd_v1")).toHaveLength(1);
    } finally {
      await archive(false);
    }
    await expect(buys(customer)).resolves.toMatchObject({ url: expect.any(String) });
  });

  it("with the key of another account says that billing is unavailable, and alerts with the cause", async () => {
    const organization = await newOrganization();
    await setMirror(organization.id, { stripeCustomerId: "cus_ofAnotherAccount" });
    await expect(buys(organization)).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/^Billing isn't available right now/),
    });
    const [alert] = await alertsAbout("cus_ofAnotherAccount");
    expect(alert).toMatchObject({ kind: "stripe", title: "The Stripe key doesn't work for this database" });
    expect((await stateOf(organization.id)).subscription.stripeCustomerId).toBe("cus_ofAnotherAccount");
  });
});

describe("a customer that was deleted in Stripe", () => {
  it("is refused the portal, isn't renamed, and gets a new customer at the next purchase", async () => {
    const customer = await subscriber("starter");
    await stripe().customers.del(customer.customerId);
    await sync(customer.customerId);
    await expect(does(customer, openPortal)).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "customer_deleted" },
    });
    await withTenant({ organizationId: customer.id, actor: customer.owner }, updateCustomer);
    const { url } = await buys(customer);
    await payOn(url);
    const next = await customerOf(customer);
    expect(next).not.toBe(customer.customerId);
    await sync(next);
    expect((await stateOf(customer.id)).subscription).toMatchObject({ status: "active", stripeCustomerId: next });
  });
});

describe("a suspended organization", () => {
  it("can buy nothing and change nothing, but can cancel and open the portal", async () => {
    const customer = await subscriber("starter");
    const other = await newOrganization();
    await suspend(customer.id);
    await suspend(other.id);
    const refused = { code: "forbidden", details: { reason: "suspended" } };
    await expect(buys(other)).rejects.toMatchObject(refused);
    const upgrade = { plan: "professional", direction: "up" } as const;
    await expect(does(customer, (ctx) => changePlan(ctx, upgrade))).rejects.toMatchObject(refused);
    await expect(does(customer, (ctx) => previewChange(ctx, { plan: "professional" }))).rejects.toMatchObject(refused);
    expect(await invoicesAtStripe(customer)).toHaveLength(1);
    await expect(does(customer, openPortal)).resolves.toMatchObject({ url: expect.any(String) });
    await expect(does(customer, (ctx) => cancelSubscription(ctx, { reason: "unused" }))).resolves.toMatchObject({
      outcome: "canceling",
    });
  });
});
