import "@/testing/billing/local-stripe";
import { createServer } from "node:http";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import { alerts, drift, workOrders } from "@/db/schema";
import { shiftClock } from "@/lib/clock";
import { type TenantContext, withPlatform, withTenant } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { drainQueues } from "@/lib/jobs";
import { deletePlant } from "@/lib/products/unison/delete-plant";
import { listPlants } from "@/lib/products/unison/plant-queries";
import { newPlant, newWorkOrder } from "@/lib/products/unison/testing";
import { reconcile } from "@/lib/reconciliation/reconcile";
import { exportEvents, usageNow } from "@/lib/usage";
import { assertAllEqualToStripe, assertEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { strike, struck, wellAgain } from "@/testing/billing/faults";
import { advanceStripe, payOn } from "@/testing/billing/local-stripe";
import {
  checkout,
  customerOf,
  deliver,
  eventsOf,
  loggedEventsOf,
  paidAtStripe,
  stateOf,
} from "@/testing/billing/stories";
import { atStripe, payWith, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { addMember, newOrganization } from "@/testing/factories";
import { nextTry } from "@/testing/jobs/next-try";
import { changePlan } from "./change/change-plan";
import { previewChange } from "./change/preview-change";
import { billingSummary, invoicesPage } from "./page/queries";
import { stripe } from "./stripe/stripe";
import { cancelDuplicate } from "./sync/cancel-duplicate";
import { syncCustomer } from "./sync/sync-customer";

const platform = { actor: { kind: "system", id: "worker" } } as const;

afterEach(async () => {
  await wellAgain();
  shiftClock(0);
});

/** The worker's share, here and now. */
const work = () =>
  drainQueues({
    "sync-customer": (input) => withPlatform(platform, (ctx) => syncCustomer(ctx, input)),
    "cancel-duplicate": (input) => withPlatform(platform, (ctx) => cancelDuplicate(ctx, input)),
  });

/** Delivers each of them, in this order. */
async function tell(events: readonly Stripe.Event[]): Promise<void> {
  for (const event of events) expect((await deliver(JSON.stringify(event))).status).toBe(200);
}

/** Stripe's clock and ours go on together. */
async function travel(days: number): Promise<void> {
  const there = await advanceStripe(days);
  shiftClock(Math.round((there.getTime() - Date.now()) / 1000));
}

const within = <T>({ id, owner }: Pick<Subscriber, "id" | "owner">, ask: (ctx: TenantContext) => Promise<T>) =>
  withTenant({ organizationId: id, actor: owner }, ask);

async function priceId(lookupKey: string): Promise<string> {
  const { data } = await stripe().prices.list({ lookup_keys: [lookupKey] });
  return data[0]?.id ?? lookupKey;
}

/** Another plan, by Stripe's own hands. */
async function moveAtStripe(customer: Subscriber, plan: string): Promise<void> {
  const { subscription } = await atStripe(customer);
  const price = await priceId(`unison_${plan}_month_usd_v1`);
  await stripe().subscriptions.update(subscription.id, {
    items: [{ id: subscription.items.data[0]?.id ?? "", price }],
  });
}

/** What the billing page shows. */
const page = (customer: Subscriber) =>
  within(customer, async (ctx) => ({ ...(await billingSummary(ctx)), ...(await invoicesPage(ctx, { limit: 10 })) }));

describe("Stripe answering 429 and 500 for five minutes", () => {
  it("is asked again ever more rarely, no two at a time; pages show what was known; then it is as Stripe says", async () => {
    const customers = [await subscriber("starter"), await subscriber("starter")];
    const known = await Promise.all(customers.map(page));
    for (const customer of customers) await moveAtStripe(customer, "professional");
    const news = await Promise.all(customers.map(async ({ customerId }) => (await eventsOf(customerId)).slice(-1)));
    await strike({ kind: "rate_limit", path: "/v1/*" });
    await tell(news.flat());

    const waits: number[][] = customers.map(() => []);
    const attempts = new Set<string>();
    for (let waited = 0; waited < 300; ) {
      await work();
      for (const [index, { customerId }] of customers.entries()) {
        const { seconds, tries } = await nextTry("sync-customer", { customerId });
        expect(seconds).toBeLessThanOrEqual(2 ** tries);
        waits[index]?.push(seconds);
        attempts.add(`${customerId} ${tries}`);
      }
      waited = Math.min(...waits.map((some) => some.reduce((sum, seconds) => sum + seconds, 0)));
    }
    expect(attempts.size).toBeLessThan(2 * 10);
    expect(await struck()).toBeLessThanOrEqual(attempts.size * 3);
    expect(waits[0]).not.toEqual(waits[1]);
    expect(await Promise.all(customers.map(page))).toEqual(known);

    await wellAgain();
    await strike({ kind: "server_error", path: "/v1/*" });
    const began = performance.now();
    const previews = await Promise.allSettled(
      customers.map((one) => within(one, (ctx) => previewChange(ctx, { plan: "enterprise" }))),
    );
    expect(previews).toMatchObject(Array(2).fill({ status: "rejected", reason: { code: "unavailable" } }));
    expect(performance.now() - began).toBeLessThan(5_000);

    await wellAgain();
    await work();
    for (const { id } of customers) {
      const { subscription, audit } = await stateOf(id);
      expect(subscription.planKey).toBe("professional");
      expect(audit.filter((action) => action === "billing.subscription_changed")).toHaveLength(1);
      await assertEqualToStripe(id);
    }
  });
});

describe("two tabs and a double click", () => {
  it("end in one customer, one open page, one subscription", async () => {
    const organization = await newOrganization();
    await checkout(organization, "enterprise");
    const plans = ["professional", "starter", "professional", "starter", "professional", "professional"];
    await Promise.all(plans.map((plan) => checkout(organization, plan)));
    const customer = await customerOf(organization);
    const { data: open } = await stripe().checkout.sessions.list({ customer, status: "open" });
    expect(open).toHaveLength(1);
    const url = open[0]?.url ?? "";
    await Promise.all([payOn(url), payOn(url), payOn(url)]);
    expect((await stripe().subscriptions.list({ customer })).data).toHaveLength(1);
    await tell(await eventsOf(customer));
    await work();
    expect((await stateOf(organization.id)).movements).toHaveLength(1);
    await assertEqualToStripe(organization.id);
  });

  it("that were paid twice all the same: the second is cancelled, refunded and written down, once", async () => {
    const organization = await newOrganization();
    const { url } = await checkout(organization);
    const customer = await customerOf(organization);
    const other = await stripe().checkout.sessions.create({
      mode: "subscription",
      customer,
      line_items: [{ price: await priceId("unison_starter_month_usd_v1"), quantity: 1 }],
      success_url: "http://localhost:3000/billing/return?session_id={CHECKOUT_SESSION_ID}",
    });
    await Promise.all([payOn(url), payOn(other.url ?? "")]);
    const both = (await stripe().subscriptions.list({ customer })).data;
    expect(both).toHaveLength(2);
    await tell(await eventsOf(customer));
    await work();
    const { subscription, audit } = await stateOf(organization.id);
    expect(audit.filter((action) => action === "billing.duplicate_canceled")).toHaveLength(1);
    const second = both.find(({ id }) => id !== subscription.stripeSubscriptionId);
    const charges = (await stripe().charges.list({ customer })).data;
    const refunded = charges.filter(({ amount_refunded }) => amount_refunded > 0);
    expect(charges).toHaveLength(2);
    expect(refunded.map(({ amount_refunded }) => amount_refunded)).toEqual([second?.items.data[0]?.price.unit_amount]);
    await tell(await eventsOf(customer));
    await work();
    await assertEqualToStripe(organization.id);
  });
});

describe("a downgrade below what is used", { timeout: 60_000 }, () => {
  it("deletes nothing: all is read, exported and deleted as before, and only making more is refused, with the numbers", async () => {
    const customer = await subscriber();
    const names = ["Ohio", "Utah", "Iowa"];
    const plants: string[] = [];
    for (const name of names) plants.push(await within(customer, (ctx) => newPlant(ctx, { name })));
    for (const plantId of plants) await within(customer, (ctx) => newWorkOrder(ctx, { plantId }));
    for (let people = 1; people < 5; people += 1) await addMember(customer.id, "member");
    const { period } = await within(customer, usageNow);
    await within(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    await travel(32);
    await tell(await eventsOf(customer.customerId));
    await work();
    expect((await stateOf(customer.id)).subscription).toMatchObject({ status: "active", planKey: "starter" });
    await assertEqualToStripe(customer.id);

    expect((await within(customer, listPlants)).map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(await within(customer, ({ tx }) => tx.$count(workOrders))).toBe(3);
    const asked = {
      organizationId: customer.id,
      actor: customer.owner,
      meter: "work_orders",
      periodStart: period.start,
    };
    let exported = "";
    for await (const piece of exportEvents(asked)) exported += piece;
    expect(exported.trim().split("\n")).toHaveLength(1 + 3);
    const another = () => within(customer, (ctx) => newPlant(ctx, { name: "Maine" }));
    await expect(another()).rejects.toMatchObject({ code: "limit_reached", details: { used: 3, limit: 1 } });
    await within(customer, (ctx) => deletePlant(ctx, { id: plants[0] ?? "" }));
    await within(customer, (ctx) => deletePlant(ctx, { id: plants[1] ?? "" }));
    await expect(another()).rejects.toMatchObject({ code: "limit_reached", details: { used: 1, limit: 1 } });
    await within(customer, (ctx) => deletePlant(ctx, { id: plants[2] ?? "" }));
    await another();
  });
});

/** A renewal that fails, of which we hear at once, and is paid a little later, of which we hear nothing. */
async function paidLate() {
  const customer = await subscriber("starter");
  await payWith(customer, "pm_card_chargeCustomerFail");
  await travel(32);
  await tell(await newsOf(customer));
  await work();
  expect((await stateOf(customer.id)).subscription.status).toBe("past_due");
  const failures = (await newsOf(customer)).filter(({ type }) => type === "invoice.payment_failed");
  await payWith(customer, "pm_card_visa");
  const { data: open } = await stripe().invoices.list({ customer: customer.customerId, status: "open" });
  for (const { id } of open) await stripe().invoices.pay(id);
  return { customer, failures };
}

/** All that Stripe has to say about a customer, oldest first. */
async function newsOf({ customerId }: { customerId: string }): Promise<Stripe.Event[]> {
  const all = await stripe().events.list({ limit: 100 }).autoPagingToArray({ limit: 2_000 });
  return all.filter((event) => JSON.stringify(event.data.object).includes(customerId)).reverse();
}

describe("news in the wrong order", { timeout: 60_000 }, () => {
  it("past due, then paid, told the other way round: active, with access back in one sync", async () => {
    const { customer, failures } = await paidLate();
    // Told again under a new name: an old failure is the last thing heard, and the payment is not.
    await tell(failures.slice(-1).map((event) => ({ ...event, id: `${event.id}_late` })));
    expect(await work()).toBe(1);
    expect((await stateOf(customer.id)).subscription).toMatchObject({ status: "active", failedPayments: 0 });
    expect((await within(customer, entitlementsOf)).access).toBe("full");
    await tell((await newsOf(customer)).toReversed());
    await work();
    expect((await stateOf(customer.id)).subscription).toMatchObject({ status: "active", failedPayments: 0 });
    await assertEqualToStripe(customer.id);
  });

  it("a whole life told backwards, each with a sync of its own, ends where Stripe is", async () => {
    const organization = await paidAtStripe("starter");
    await moveAtStripe(organization, "professional");
    await payWith(organization, "pm_card_chargeCustomerFail");
    await travel(32);
    await payWith(organization, "pm_card_visa");
    const { data: open } = await stripe().invoices.list({ customer: organization.customerId, status: "open" });
    for (const { id } of open) await stripe().invoices.pay(id);
    await stripe().subscriptions.cancel((await atStripe(organization)).subscription.id);
    const life = await newsOf(organization);
    expect(life.length).toBeGreaterThan(20);
    expect(life.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["invoice.payment_failed", "invoice.paid", "customer.subscription.deleted"]),
    );
    for (const event of life.toReversed()) {
      await tell([event]);
      await work();
    }
    const { subscription } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ status: "canceled", mrr: 0 });
    expect(await loggedEventsOf(organization.customerId)).toHaveLength(life.length);
    await assertEqualToStripe(organization.id);
  });
});

/** A place Stripe calls, which counts. */
async function listener() {
  let calls = 0;
  const server = createServer((_request, answer) => {
    calls += 1;
    answer.end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, calls: () => calls, close: () => server.close() };
}

describe("every webhook of a day dropped", { timeout: 60_000 }, () => {
  it("is repaired by the reconciliation, which says so", async () => {
    const [bought, moved, gone] = [await paidAtStripe(), await subscriber("starter"), await subscriber()];
    const heard = await listener();
    const { id: endpoint } = await stripe().webhookEndpoints.create({ url: heard.url, enabled_events: ["*"] });
    await strike({ kind: "webhook_drop" });
    await moveAtStripe(moved, "professional");
    await stripe().subscriptions.cancel((await atStripe(gone)).subscription.id);
    await travel(1);
    await expect.poll(struck).toBeGreaterThan(3);
    expect(heard.calls()).toBe(0);
    await wellAgain();
    await stripe().webhookEndpoints.del(endpoint);
    heard.close();

    await reconcile({});
    await work();
    expect((await stateOf(bought.id)).subscription).toMatchObject({ status: "active", planKey: "professional" });
    expect((await stateOf(moved.id)).subscription).toMatchObject({ status: "active", planKey: "professional" });
    expect((await stateOf(gone.id)).subscription).toMatchObject({ status: "canceled", mrr: 0 });
    const fetched = await loggedEventsOf(moved.customerId);
    expect(fetched.map(({ source, type }) => `${source} ${type}`)).toContain("fetched customer.subscription.updated");
    expect(await kindsOf(bought.customerId)).toContain("missing_here repaired");
    expect(await kindsOf(moved.customerId)).toContain("plan repaired");
    expect(await kindsOf(gone.customerId)).toContain("status repaired");
    const told = await withPlatform(platform, ({ tx }) => tx.select().from(alerts).where(eq(alerts.kind, "drift")));
    expect(told.map(({ title }) => title).join()).toContain("differences from Stripe");
    await assertAllEqualToStripe();
  });
});

const kindsOf = (customerId: string) =>
  withPlatform(platform, async ({ tx }) => {
    const rows = await tx.select().from(drift).where(eq(drift.stripeCustomerId, customerId));
    return rows.map(({ kind, outcome }) => `${kind} ${outcome}`);
  });
