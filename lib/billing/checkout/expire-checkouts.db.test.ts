import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { reactivateOrganization, suspendOrganization } from "@/lib/admin";
import { inTenant, type TenantContext, withPlatform } from "@/lib/context";
import { drainQueues } from "@/lib/jobs";
import { asSystem } from "@/testing/actors";
import { payOn } from "@/testing/billing/local-stripe";
import { checkout, customerOf, stateOf, sync } from "@/testing/billing/stories";
import { newOrganization, newUser } from "@/testing/factories";
import { stripe } from "../stripe/stripe";
import { expireCheckouts } from "./expire-checkouts";

const admin = await newUser({ platformAdmin: true });
const reason = "Sends spam";

const asAdmin = <T>({ id }: { id: string }, work: (ctx: TenantContext) => Promise<T>) =>
  withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) => work(inTenant(ctx, id)));
const runJobs = () =>
  drainQueues({
    "expire-checkouts": ({ organizationId }) =>
      withPlatform({ actor: asSystem() }, (ctx) => expireCheckouts(inTenant(ctx, organizationId))),
  });

describe("a checkout page that is open while the organization is suspended", () => {
  it("can't be paid any more", async () => {
    const organization = await newOrganization();
    const { url } = await checkout(organization);
    await asAdmin(organization, (ctx) => suspendOrganization(ctx, { reason }));
    await runJobs();
    await payOn(url);
    const customer = await customerOf(organization);
    await sync(customer);
    expect((await stripe().charges.list({ customer })).data).toEqual([]);
    const { subscription, movements } = await stateOf(organization.id);
    expect([subscription.stripeSubscriptionId, subscription.mrr, movements]).toEqual([null, 0, []]);
  });

  it("stays open if the suspension is lifted before, and if a person sent it for something else", async () => {
    const organization = await newOrganization();
    await checkout(organization);
    const customer = await customerOf(organization);
    await asAdmin(organization, (ctx) => suspendOrganization(ctx, { reason }));
    await asAdmin(organization, (ctx) => reactivateOrganization(ctx, { reason }));
    await runJobs();
    const open = async () => (await stripe().checkout.sessions.list({ customer, status: "open" })).data.length;
    expect(await open()).toBe(1);
    const price_data = { currency: "usd", unit_amount: 9_000, product_data: { name: "Training" } };
    const line_items = [{ price_data, quantity: 1 }];
    const success_url = "http://localhost/thanks";
    await stripe().checkout.sessions.create({ mode: "payment", customer, line_items, success_url });
    await asAdmin(organization, (ctx) => suspendOrganization(ctx, { reason }));
    await runJobs();
    expect(await open()).toBe(1);
  });
});
