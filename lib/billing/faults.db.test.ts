import "@/testing/billing/local-stripe";
import { createServer } from "node:http";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import { alerts, drift } from "@/db/schema";
import { shiftClock } from "@/lib/clock";
import { type TenantContext, withPlatform, withTenant } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { drainQueues } from "@/lib/jobs";
import { reconcile } from "@/lib/reconciliation/reconcile";
import { exportEvents, usageNow } from "@/lib/usage";
import { deletePlant } from "@/products/unison/domain/plants/delete-plant";
import { listPlants } from "@/products/unison/domain/plants/plant-queries";
import { workOrders } from "@/products/unison/schema";
import { newPlant, newWorkOrder } from "@/products/unison/testing";
import { asSystem } from "@/testing/actors";
import { assertAllEqualToStripe, assertEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { clearFaults, faultHits, injectFault } from "@/testing/billing/faults";
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
import { expectLog } from "@/testing/logs";
import { changePlan } from "./change/change-plan";
import { previewChange } from "./change/preview-change";
import { billingSummary, invoicesPage } from "./page/queries";
import { syncWebhook } from "./publish/sync-webhook";
import { stripe } from "./stripe/stripe";
import { cancelDuplicate } from "./sync/cancel-duplicate";
import { syncCustomer } from "./sync/sync-customer";

const platform = { actor: asSystem() } as const;

afterEach(async () => {
  await clearFaults();
  shiftClock(0);
});

/** Runs the due jobs in this process. */
const work = () =>
  drainQueues({
    "sync-customer": (input) => withPlatform(platform, (ctx) => syncCustomer(ctx, input)),
    "cancel-duplicate": (input) => withPlatform(platform, (ctx) => cancelDuplicate(ctx, input)),
  });

/** Delivers the events in this order. */
async function deliverAll(events: readonly Stripe.Event[]): Promise<void> {
  for (const event of events) expect((await deliver(JSON.stringify(event))).status).toBe(200);
}

/** Moves Stripe's clock and ours together. */
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

/** Changes the plan in Stripe directly. */
async function changePlanInStripe(customer: Subscriber, plan: string): Promise<void> {
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
  it("is retried with backoff and jitter; pages show the last known state; afterwards the database matches Stripe", async () => {
    expectLog("job failed");
    const customers = [await subscriber("starter"), await subscriber("starter")];
    const known = await Promise.all(customers.map(page));
    for (const customer of customers) await changePlanInStripe(customer, "professional");
    const events = await Promise.all(customers.map(async ({ customerId }) => (await eventsOf(customerId)).slice(-1)));
    await injectFault({ kind: "rate_limit", path: "/v1/*" });
    await deliverAll(events.flat());

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
    // A sync starts five calls at once: customer, subscriptions, invoices, charges and pending invoice items.
    expect(await faultHits()).toBeLessThanOrEqual(attempts.size * 5);
    expect(waits[0]).not.toEqual(waits[1]);
    expect(await Promise.all(customers.map(page))).toEqual(known);

    await clearFaults();
    await injectFault({ kind: "server_error", path: "/v1/*" });
    const previews = await Promise.allSettled(
      customers.map((one) => within(one, (ctx) => previewChange(ctx, { plan: "enterprise" }))),
    );
    expect(previews).toMatchObject(Array(2).fill({ status: "rejected", reason: { code: "unavailable" } }));
    // One request each and the client's two retries: no page waits longer.
    expect(await faultHits()).toBeLessThanOrEqual(customers.length * 3);

    await clearFaults();
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
  it("end in one customer, one open session, one subscription", async () => {
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
    await deliverAll(await eventsOf(customer));
    await work();
    expect((await stateOf(organization.id)).movements).toHaveLength(1);
    await assertEqualToStripe(organization.id);
  });

  it("that were paid twice anyway: the second is canceled, refunded and recorded, once", async () => {
    const organization = await newOrganization();
    const { url } = await checkout(organization);
    const customer = await customerOf(organization);
    const other = await stripe().checkout.sessions.create({
      mode: "subscription",
      customer,
      client_reference_id: organization.id,
      subscription_data: { metadata: { organization_id: organization.id } },
      line_items: [{ price: await priceId("unison_starter_month_usd_v1"), quantity: 1 }],
      success_url: "http://localhost:3000/billing/return?session_id={CHECKOUT_SESSION_ID}",
    });
    await Promise.all([payOn(url), payOn(other.url ?? "")]);
    const both = (await stripe().subscriptions.list({ customer })).data;
    expect(both).toHaveLength(2);
    await deliverAll(await eventsOf(customer));
    await work();
    const { subscription, audit } = await stateOf(organization.id);
    expect(audit.filter((action) => action === "billing.duplicate_canceled")).toHaveLength(1);
    const second = both.find(({ id }) => id !== subscription.stripeSubscriptionId);
    const charges = (await stripe().charges.list({ customer })).data;
    const refunded = charges.filter(({ amount_refunded }) => amount_refunded > 0);
    expect(charges).toHaveLength(2);
    expect(refunded.map(({ amount_refunded }) => amount_refunded)).toEqual([second?.items.data[0]?.price.unit_amount]);
    await deliverAll(await eventsOf(customer));
    await work();
    await assertEqualToStripe(organization.id);
  });
});

describe("a downgrade below current usage", { timeout: 60_000 }, () => {
  it("deletes nothing: reading, exporting and deleting work as before, and only adding is rejected, with the numbers", async () => {
    const customer = await subscriber();
    const names = ["Ohio", "Utah", "Iowa"];
    const plants: string[] = [];
    for (const name of names) plants.push(await within(customer, (ctx) => newPlant(ctx, { name })));
    for (const plantId of plants) await within(customer, (ctx) => newWorkOrder(ctx, { plantId }));
    for (let people = 1; people < 5; people += 1) await addMember(customer.id, "member");
    const { period } = await within(customer, usageNow);
    await within(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    await travel(32);
    await deliverAll(await eventsOf(customer.customerId));
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
    for await (const chunk of exportEvents(asked)) exported += chunk;
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

/** A failed renewal that we are notified of, and its later payment that we aren't. */
async function paidLate() {
  const customer = await subscriber("starter");
  await payWith(customer, "pm_card_chargeCustomerFail");
  await travel(32);
  await deliverAll(await allEventsOf(customer));
  await work();
  expect((await stateOf(customer.id)).subscription.status).toBe("past_due");
  const failures = (await allEventsOf(customer)).filter(({ type }) => type === "invoice.payment_failed");
  await payWith(customer, "pm_card_visa");
  const { data: open } = await stripe().invoices.list({ customer: customer.customerId, status: "open" });
  for (const { id } of open) await stripe().invoices.pay(id);
  return { customer, failures };
}

/** All events of a customer, oldest first. */
async function allEventsOf({ customerId }: { customerId: string }): Promise<Stripe.Event[]> {
  const all = await stripe().events.list({ limit: 100 }).autoPagingToArray({ limit: 2_000 });
  return all.filter((event) => JSON.stringify(event.data.object).includes(customerId)).reverse();
}

describe("events in the wrong order", { timeout: 60_000 }, () => {
  it("past due, then paid, delivered in reverse: active, with access restored in one sync", async () => {
    const { customer, failures } = await paidLate();
    // Delivered again under a new id: an old failure is the last event received, and the payment isn't.
    await deliverAll(failures.slice(-1).map((event) => ({ ...event, id: `${event.id}_late` })));
    expect(await work()).toBe(1);
    expect((await stateOf(customer.id)).subscription).toMatchObject({ status: "active", failedPayments: 0 });
    expect((await within(customer, entitlementsOf)).access).toBe("full");
    await deliverAll((await allEventsOf(customer)).toReversed());
    await work();
    expect((await stateOf(customer.id)).subscription).toMatchObject({ status: "active", failedPayments: 0 });
    await assertEqualToStripe(customer.id);
  });

  it("a whole history delivered in reverse, each event with its own sync, matches Stripe", async () => {
    const organization = await paidAtStripe("starter");
    await changePlanInStripe(organization, "professional");
    await payWith(organization, "pm_card_chargeCustomerFail");
    await travel(32);
    await payWith(organization, "pm_card_visa");
    const { data: open } = await stripe().invoices.list({ customer: organization.customerId, status: "open" });
    for (const { id } of open) await stripe().invoices.pay(id);
    await stripe().subscriptions.cancel((await atStripe(organization)).subscription.id);
    const history = await allEventsOf(organization);
    expect(history.length).toBeGreaterThan(20);
    expect(history.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["invoice.payment_failed", "invoice.paid", "customer.subscription.deleted"]),
    );
    for (const event of history.toReversed()) {
      await deliverAll([event]);
      await work();
    }
    const { subscription } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ status: "canceled", mrr: 0 });
    expect(await loggedEventsOf(organization.customerId)).toHaveLength(history.length);
    await assertEqualToStripe(organization.id);
  });
});

/** An endpoint that counts calls. */
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
  it("is repaired by the reconciliation, which sends an alert", async () => {
    const [moved, gone] = [await subscriber("starter"), await subscriber()];
    const endpointCalls = await listener();
    await syncWebhook(stripe(), endpointCalls.url);
    await injectFault({ kind: "webhook_drop" });
    const bought = await paidAtStripe();
    await changePlanInStripe(moved, "professional");
    await stripe().subscriptions.cancel((await atStripe(gone)).subscription.id);
    await travel(1);
    await expect.poll(faultHits).toBeGreaterThan(3);
    expect(endpointCalls.calls()).toBe(0);
    await clearFaults();
    const { data: endpoints } = await stripe().webhookEndpoints.list();
    for (const { id } of endpoints) await stripe().webhookEndpoints.del(id);
    endpointCalls.close();

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
    const raised = await withPlatform(platform, ({ tx }) => tx.select().from(alerts).where(eq(alerts.kind, "drift")));
    expect(raised.map(({ title }) => title).join()).toContain("mismatches with Stripe");
    await assertAllEqualToStripe();
  });
});

const kindsOf = (customerId: string) =>
  withPlatform(platform, async ({ tx }) => {
    const rows = await tx.select().from(drift).where(eq(drift.stripeCustomerId, customerId));
    return rows.map(({ kind, outcome }) => `${kind} ${outcome}`);
  });
