import "./testing/local-stripe";
import { describe, expect, it } from "vitest";
import { newOrganization } from "@/db/testing/factories";
import { withTenant } from "@/lib/context";
import { returnFromStripe } from "./return-from-stripe";
import { payOn } from "./testing/local-stripe";
import { checkout, customerOf, deliver, eventsOf, type Organization, stateOf, sync } from "./testing/stories";

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
