import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { withTenant } from "@/lib/context";
import { cards, payOn } from "@/testing/billing/local-stripe";
import { checkout, customerOf, paidAtStripe, stateOf, sync } from "@/testing/billing/stories";
import { newOrganization } from "@/testing/factories";
import { stripe } from "../stripe/stripe";
import { startCheckout } from "./start-checkout";

const sessionsOf = async (customer: string, status: "open" | "expired") =>
  (await stripe().checkout.sessions.list({ customer, status })).data;

describe("starting checkout", () => {
  it("twenty times at once creates one customer and one open session", async () => {
    const organization = await newOrganization();
    const opened = await Promise.all(Array.from({ length: 20 }, () => checkout(organization)));
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
    const customer = await customerOf(organization);
    expect(await sessionsOf(customer, "open")).toHaveLength(1);
    const { data } = await stripe().customers.list({ limit: 100 });
    expect(data.filter(({ metadata }) => metadata.organization_id === organization.id)).toHaveLength(1);
  });

  it("again and concurrently, with a known customer, still opens one session", async () => {
    const organization = await newOrganization();
    await checkout(organization, "starter");
    const opened = await Promise.all(Array.from({ length: 10 }, () => checkout(organization, "professional")));
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
    expect(await sessionsOf(await customerOf(organization), "open")).toHaveLength(1);
  });

  it("for another price expires the session opened before", async () => {
    const organization = await newOrganization();
    const first = await checkout(organization, "starter", "month");
    const second = await checkout(organization, "starter", "year");
    expect(second.url).not.toBe(first.url);
    const customer = await customerOf(organization);
    expect((await sessionsOf(customer, "open")).map(({ url }) => url)).toEqual([second.url]);
    expect(await sessionsOf(customer, "expired")).toHaveLength(1);
    expect(await payOn(first.url)).toBeUndefined();
  });

  it("uses the catalog's price", async () => {
    const organization = await newOrganization();
    await checkout(organization, "professional", "year");
    const [session] = await sessionsOf(await customerOf(organization), "open");
    expect(session).toMatchObject({
      amount_total: 214920,
      currency: "usd",
      client_reference_id: organization.id,
      metadata: { organization_id: organization.id, lookup_key: "unison_professional_year_usd_v1" },
    });
  });

  it("keeps the customer when our transaction is rolled back after Stripe created it", async () => {
    const organization = await newOrganization();
    const undone = withTenant({ organizationId: organization.id, actor: organization.owner }, async (ctx) => {
      await startCheckout(ctx, { plan: "starter", interval: "month" });
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    await checkout(organization, "starter", "month");
    const { data } = await stripe().customers.list({ limit: 100 });
    expect(data.filter(({ metadata }) => metadata.organization_id === organization.id)).toHaveLength(1);
  });

  it("creates a new customer, once, when the old one was deleted in Stripe", async () => {
    const organization = await paidAtStripe();
    await sync(organization.customerId);
    await stripe().customers.del(organization.customerId);
    await sync(organization.customerId);
    const opened = await Promise.all(Array.from({ length: 5 }, () => checkout(organization)));
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
    const customer = await customerOf(organization);
    expect(customer).not.toBe(organization.customerId);
    await payOn(opened[0]?.url ?? "");
    await sync(customer);
    const { subscription, movements } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ status: "active", mrr: 19900 });
    expect(movements.map(({ kind }) => kind)).toEqual(["new", "churn", "reactivation"]);
  });

  it("is rejected while there is a subscription, in our database or only in Stripe", async () => {
    const organization = await paidAtStripe();
    await expect(checkout(organization)).rejects.toMatchObject({ code: "conflict" });
  });

  it("with a declined card changes nothing, and the same page accepts another card", async () => {
    const organization = await newOrganization();
    const { url } = await checkout(organization);
    expect(await payOn(url, cards.declined)).toBeUndefined();
    expect(await checkout(organization)).toEqual({ url });
    expect((await stateOf(organization.id)).subscription).toMatchObject({ status: "trialing", mrr: 0 });
    expect(await payOn(url)).toMatch(/\/billing\/return\?organization=[\da-f-]{36}&session_id=cs_/);
  });

  it("accepts the catalog's plans only", async () => {
    const organization = await newOrganization();
    await expect(checkout(organization, "free_for_all")).rejects.toMatchObject({
      code: "unknown_name",
      details: { valid: ["starter", "professional", "enterprise"] },
    });
  });

  it("is rejected for an impersonating admin", async () => {
    const organization = await newOrganization();
    const actor = { kind: "user", id: organization.ownerId, impersonatorId: organization.ownerId } as const;
    const attempt = withTenant({ organizationId: organization.id, actor }, (ctx) =>
      startCheckout(ctx, { plan: "starter", interval: "month" }),
    );
    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  });
});
