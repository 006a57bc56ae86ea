import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { type Actor, withTenant } from "@/lib/context";
import { assertEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { advanceStripe, payOn } from "@/testing/billing/local-stripe";
import { checkout, customerOf, deliver, eventsOf, type Organization, stateOf, sync } from "@/testing/billing/stories";
import { payWith, rowOf, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { addMember, newOrganization } from "@/testing/factories";
import { stripe } from "../stripe/stripe";
import { returnFromStripe } from "./return-from-stripe";

/** Buys. @returns the session id that the checkout page redirects with. */
async function buy(organization: Organization): Promise<string> {
  const { url } = await checkout(organization);
  const back = await payOn(url);
  return new URL(back ?? "").searchParams.get("session_id") ?? "";
}

const returnToApp = (organization: Organization, sessionId?: string) =>
  withTenant({ organizationId: organization.id, actor: organization.owner }, (ctx) =>
    returnFromStripe(ctx, { sessionId }),
  );

async function webhooks(organization: Organization): Promise<void> {
  for (const event of await eventsOf(await customerOf(organization))) await deliver(JSON.stringify(event));
  await sync(await customerOf(organization));
}

describe("returning from checkout", () => {
  it.each<[string, (organization: Organization, sessionId: string) => Promise<unknown>]>([
    ["before the webhook", async (it, id) => [await returnToApp(it, id), await webhooks(it)]],
    ["after the webhook", async (it, id) => [await webhooks(it), await returnToApp(it, id)]],
    [
      "at the same time as the webhook",
      (it, id) => Promise.all([returnToApp(it, id), webhooks(it), returnToApp(it, id)]),
    ],
    ["without the webhook", (it, id) => returnToApp(it, id)],
    ["twice", async (it, id) => [await returnToApp(it, id), await returnToApp(it, id)]],
    ["as from the portal, without a session", (it) => returnToApp(it)],
  ])("%s has the same effect, once", async (_when, story) => {
    const organization = await newOrganization();
    const sessionId = await buy(organization);
    await story(organization, sessionId);
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ status: "active", planKey: "professional", mrr: 19900 });
    expect(state.invoices).toHaveLength(1);
    expect(state.movements).toMatchObject([{ kind: "new", amount: 19900 }]);
    expect(state.emails).toEqual(["payment-succeeded"]);
    expect(state.audit).toEqual(["billing.checkout_started", "billing.subscription_started"]);
    await assertEqualToStripe(organization.id);
  });

  it("returns the plan", async () => {
    const organization = await newOrganization();
    const sessionId = await buy(organization);
    expect(await returnToApp(organization, sessionId)).toMatchObject({ planKey: "professional", status: "active" });
  });

  it("doesn't trust the URL", async () => {
    const [buyer, other] = [await newOrganization(), await newOrganization()];
    const sessionId = await buy(buyer);
    await expect(returnToApp(other, sessionId)).rejects.toMatchObject({ code: "not_found" });
    await checkout(other);
    await expect(returnToApp(other, sessionId)).rejects.toMatchObject({ code: "not_found" });
    await expect(returnToApp(other, "'; drop table subscriptions")).rejects.toMatchObject({ code: "not_found" });
    expect((await stateOf(other.id)).subscription.status).toBe("trialing");
  });

  it("without a payment changes nothing", async () => {
    const organization = await newOrganization();
    await checkout(organization);
    expect(await returnToApp(organization)).toMatchObject({ status: "trialing" });
    expect((await stateOf(organization.id)).movements).toEqual([]);
  });
});

describe("returning from Stripe's card page", () => {
  async function inArrears(): Promise<{ organization: Subscriber; now: Date }> {
    const organization = await subscriber();
    await payWith(organization, "pm_card_chargeCustomerFail");
    const now = await advanceStripe(32);
    await sync(organization.customerId, now);
    expect(await rowOf(organization)).toMatchObject({ status: "past_due" });
    return { organization, now };
  }
  const back = ({ id, owner }: Subscriber, now: Date, actor: Actor = owner) =>
    withTenant({ organizationId: id, actor, now }, (ctx) => returnFromStripe(ctx, {}));
  const tries = async ({ customerId: customer }: Subscriber) => (await stripe().charges.list({ customer })).data.length;

  it("pays the open invoice with the new card, which restores access", async () => {
    const { organization, now } = await inArrears();
    await payWith(organization, "pm_card_mastercard");
    expect(await back(organization, now)).toMatchObject({ status: "active" });
    expect(await rowOf(organization)).toMatchObject({ status: "active", failedPayments: 0, cardBrand: "mastercard" });
  });

  it("tries a new card that is declined too once, and the old card not again", async () => {
    const { organization, now } = await inArrears();
    const before = await tries(organization);
    expect(await back(organization, now)).toMatchObject({ status: "past_due" });
    expect(await tries(organization)).toBe(before);
    await payWith(organization, "pm_card_chargeCustomerFail");
    for (const _ of [1, 2]) expect(await back(organization, now)).toMatchObject({ status: "past_due" });
    expect(await tries(organization)).toBe(before + 1);
  });

  it("pays nothing for an impersonating admin or a member without a billing role", async () => {
    const { organization, now } = await inArrears();
    await payWith(organization, "pm_card_mastercard");
    const { ownerId } = organization;
    expect(await back(organization, now, { kind: "user", id: ownerId, impersonatorId: ownerId })).toMatchObject({
      status: "past_due",
    });
    const { id } = await addMember(organization.id, "member");
    expect(await back(organization, now, { kind: "user", id })).toMatchObject({ status: "past_due" });
  });
});
