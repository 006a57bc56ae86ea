// Card fields need a publishable key, and the environment is read once.
process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY = "pk_test_of_the_tests";
const { advanceStripe } = await import("@/testing/billing/local-stripe");

import { describe, expect, it } from "vitest";
import { asSystem } from "@/testing/actors";

const { inOrganization } = await import("@/testing/factories");
const { withPlatform } = await import("@/lib/context");
const { inTenant } = await import("@/lib/context");
const { renameOrganization } = await import("@/lib/tenancy");
const { changePlan, openPortal, savePaymentMethod, startCardUpdate, updateCustomer } = await import("../index");
const { stripe } = await import("../stripe/stripe");
const { stateOf, sync } = await import("@/testing/billing/stories");
const { does, payWith, rowOf, subscriber } = await import("@/testing/billing/subscribers");

type Subscriber = Awaited<ReturnType<typeof subscriber>>;

/** What Stripe's card fields do in the browser: they confirm the setup intent our server created. */
async function enterCard(organization: Subscriber, card: string): Promise<string> {
  const begun = await does(organization, startCardUpdate);
  if (begun.kind !== "form") throw new Error("the card fields aren't set up");
  expect(begun).toMatchObject({ publishableKey: "pk_test_of_the_tests" });
  const id = begun.clientSecret.split("_secret_")[0] ?? "";
  await stripe().setupIntents.confirm(id, { payment_method: card });
  return id;
}

describe("a new card", () => {
  it("becomes the one Stripe charges, and pays the open invoice, which restores access", async () => {
    const organization = await subscriber();
    await payWith(organization, "pm_card_chargeCustomerFail");
    const now = await advanceStripe(32);
    await sync(organization.customerId, now);
    expect(await rowOf(organization)).toMatchObject({ status: "past_due" });
    const setupIntent = await enterCard(organization, "pm_card_mastercard");
    const saved = await does(organization, (ctx) => savePaymentMethod(ctx, { setupIntent }), { now });
    expect(saved).toEqual({ paid: true });
    const { subscription, audit } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ status: "active", failedPayments: 0, cardBrand: "mastercard" });
    expect(audit).toContain("billing.card_replaced");
  });

  it("is still charged after a scheduled change has taken effect", async () => {
    const organization = await subscriber("professional");
    await does(organization, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    const setupIntent = await enterCard(organization, "pm_card_mastercard");
    await does(organization, (ctx) => savePaymentMethod(ctx, { setupIntent }));
    const now = await advanceStripe(32);
    await sync(organization.customerId, now);
    expect(await rowOf(organization)).toMatchObject({ planKey: "starter", cardBrand: "mastercard" });
  });

  it("isn't exchanged for the earlier one by the next scheduled change", async () => {
    const organization = await subscriber("enterprise");
    await does(organization, (ctx) => changePlan(ctx, { plan: "professional", direction: "down" }));
    await payWith(organization, "pm_card_mastercard");
    await does(organization, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    expect(await rowOf(organization)).toMatchObject({ scheduledPlanKey: "starter", cardBrand: "mastercard" });
  });

  it("is accepted after the plan has ended too, for the next purchase", async () => {
    const organization = await subscriber();
    const [live] = (await stripe().subscriptions.list({ customer: organization.customerId })).data;
    await stripe().subscriptions.cancel(live?.id ?? "");
    await sync(organization.customerId);
    const setupIntent = await enterCard(organization, "pm_card_mastercard");
    expect(await does(organization, (ctx) => savePaymentMethod(ctx, { setupIntent }))).toEqual({ paid: true });
    expect(await rowOf(organization)).toMatchObject({ status: "canceled", cardBrand: "mastercard" });
  });

  it("stays saved when the bank declines it for the open invoice", async () => {
    const organization = await subscriber();
    await payWith(organization, "pm_card_chargeCustomerFail");
    const now = await advanceStripe(32);
    await sync(organization.customerId, now);
    const setupIntent = await enterCard(organization, "pm_card_chargeCustomerFail");
    expect(await does(organization, (ctx) => savePaymentMethod(ctx, { setupIntent }), { now })).toEqual({
      paid: false,
    });
    expect(await rowOf(organization)).toMatchObject({ status: "past_due" });
  });

  it("can't be another customer's, and must be confirmed", async () => {
    const [mine, theirs] = [await subscriber(), await subscriber()];
    const setupIntent = await enterCard(theirs, "pm_card_visa");
    const steal = does(mine, (ctx) => savePaymentMethod(ctx, { setupIntent }));
    await expect(steal).rejects.toMatchObject({ code: "not_found" });
    const unknown = does(mine, (ctx) => savePaymentMethod(ctx, { setupIntent: "seti_nobody" }));
    await expect(unknown).rejects.toMatchObject({ code: "not_found" });
    const begun = await does(mine, startCardUpdate);
    const [unconfirmed = ""] = begun.kind === "form" ? begun.clientSecret.split("_secret_") : [];
    await expect(does(mine, (ctx) => savePaymentMethod(ctx, { setupIntent: unconfirmed }))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is entered on Stripe's page where no publishable key is set", async () => {
    const organization = await subscriber();
    const { url } = await does(organization, (ctx) => openPortal(ctx, { flow: "payment_method_update" }));
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/name="number"/);
  });

  it("can't be set by an impersonating admin", async () => {
    const organization = await subscriber();
    const actor = { kind: "user", id: organization.ownerId, impersonatorId: organization.ownerId } as const;
    await expect(does(organization, startCardUpdate, { actor })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the customer in Stripe", () => {
  it("has the organization's name, and the new one after a rename", async () => {
    const organization = await subscriber();
    const [before] = await inOrganization(organization.id, ({ tx }) => tx.query.organizations.findMany());
    const known = await stripe().customers.retrieve(organization.customerId);
    expect(known).toMatchObject({ name: before?.name, metadata: { company: before?.name } });
    await does(organization, (ctx) => renameOrganization(ctx, { name: "Łódź Tooling" }));
    await withPlatform({ actor: asSystem("stripe") }, (ctx) => updateCustomer(inTenant(ctx, organization.id)));
    expect(await stripe().customers.retrieve(organization.customerId)).toMatchObject({
      name: "Łódź Tooling",
      metadata: { organization_id: organization.id, company: "Łódź Tooling" },
    });
  });
});
