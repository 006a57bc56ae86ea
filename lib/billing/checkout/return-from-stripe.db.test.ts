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

/** Buys, and gives the session the checkout page sends the customer back with. */
async function buy(organization: Organization): Promise<string> {
  const { url } = await checkout(organization);
  const back = await payOn(url);
  return new URL(back ?? "").searchParams.get("session_id") ?? "";
}

const comeBack = (organization: Organization, sessionId?: string) =>
  withTenant({ organizationId: organization.id, actor: organization.owner }, (ctx) =>
    returnFromStripe(ctx, { sessionId }),
  );

async function webhooks(organization: Organization): Promise<void> {
  for (const event of await eventsOf(await customerOf(organization))) await deliver(JSON.stringify(event));
  await sync(await customerOf(organization));
}

describe("coming back from the checkout", () => {
  it.each<[string, (organization: Organization, sessionId: string) => Promise<unknown>]>([
    ["before the webhook", async (it, id) => [await comeBack(it, id), await webhooks(it)]],
    ["after the webhook", async (it, id) => [await webhooks(it), await comeBack(it, id)]],
    ["at the same time as the webhook", (it, id) => Promise.all([comeBack(it, id), webhooks(it), comeBack(it, id)])],
    ["without the webhook", (it, id) => comeBack(it, id)],
    ["twice", async (it, id) => [await comeBack(it, id), await comeBack(it, id)]],
    ["by the portal's way, without a session", (it) => comeBack(it)],
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

  it("says at once which plan it is", async () => {
    const organization = await newOrganization();
    const sessionId = await buy(organization);
    expect(await comeBack(organization, sessionId)).toMatchObject({ planKey: "professional", status: "active" });
  });

  it("believes the address in nothing", async () => {
    const [buyer, other] = [await newOrganization(), await newOrganization()];
    const sessionId = await buy(buyer);
    await expect(comeBack(other, sessionId)).rejects.toMatchObject({ code: "not_found" });
    await checkout(other);
    await expect(comeBack(other, sessionId)).rejects.toMatchObject({ code: "not_found" });
    await expect(comeBack(other, "'; drop table subscriptions")).rejects.toMatchObject({ code: "not_found" });
    expect((await stateOf(other.id)).subscription.status).toBe("trialing");
  });

  it("without having paid changes nothing", async () => {
    const organization = await newOrganization();
    await checkout(organization);
    expect(await comeBack(organization)).toMatchObject({ status: "trialing" });
    expect((await stateOf(organization.id)).movements).toEqual([]);
  });
});

describe("coming back from Stripe's page for the card", () => {
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

  it("has what was owed paid by the new card, and access is back", async () => {
    const { organization, now } = await inArrears();
    await payWith(organization, "pm_card_mastercard");
    expect(await back(organization, now)).toMatchObject({ status: "active" });
    expect(await rowOf(organization)).toMatchObject({ status: "active", failedPayments: 0, cardBrand: "mastercard" });
  });

  it("tries a new card that the bank declines too once, and the old one not again", async () => {
    const { organization, now } = await inArrears();
    const before = await tries(organization);
    expect(await back(organization, now)).toMatchObject({ status: "past_due" });
    expect(await tries(organization)).toBe(before);
    await payWith(organization, "pm_card_chargeCustomerFail");
    for (const _ of [1, 2]) expect(await back(organization, now)).toMatchObject({ status: "past_due" });
    expect(await tries(organization)).toBe(before + 1);
  });

  it("pays nothing when somebody acts on the customer's behalf, or has nothing to do with billing", async () => {
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
