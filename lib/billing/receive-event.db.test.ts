import "./testing/local-stripe";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { stripeEvents } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { runWorker } from "@/lib/jobs";
import { sweepInbox } from "./sweep-inbox";
import { assertEqualToStripe } from "./testing/equal-to-stripe";
import { deliver, eventsOf, inboxOf, paidAtStripe, signatureOf, stateOf, sync } from "./testing/stories";

const clockwork = { kind: "system", id: "worker" } as const;
const platform = { actor: clockwork };

const waitingJobs = (customerId: string) =>
  withPlatform(platform, async ({ tx }) => {
    const rows = await tx.execute(
      sql`select id from pgboss.job where name = 'sync-customer' and singleton_key = ${customerId} and state = 'created'`,
    );
    return rows.length;
  });

const storedEvents = () => withPlatform(platform, ({ tx }) => tx.$count(stripeEvents));

/** Runs the worker's share until the inbox has nothing left to do. */
async function settle(customerId: string): Promise<void> {
  const worker = await runWorker({ "sync-customer": (input) => sync(input.customerId) });
  await expect
    .poll(async () => (await inboxOf(customerId)).filter(({ handledAt }) => handledAt === null).length, {
      timeout: 10_000,
    })
    .toBe(0);
  await worker.stop();
}

describe("the webhook", () => {
  it("takes the same event a hundred times at once: one row, one job, one effect", async () => {
    const organization = await paidAtStripe();
    const events = await eventsOf(organization.customerId);
    const event = events.find(({ type }) => type === "customer.subscription.created");
    const body = JSON.stringify(event);
    const answers = await Promise.all(Array.from({ length: 100 }, () => deliver(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    expect(await inboxOf(organization.customerId)).toHaveLength(1);
    expect(await waitingJobs(organization.customerId)).toBe(1);
    await settle(organization.customerId);
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ status: "active", planKey: "professional", mrr: 19900 });
    expect(state.items).toHaveLength(1);
    expect(state.invoices).toHaveLength(1);
    expect(state.movements).toMatchObject([{ kind: "new", amount: 19900, mrrBefore: 0, mrrAfter: 19900 }]);
    expect(state.emails).toEqual(["payment-succeeded"]);
    expect(state.audit).toEqual(["billing.checkout_started", "billing.subscription_started"]);
    await assertEqualToStripe(organization.id);
  });

  it("takes a whole life backwards and ends where Stripe is", async () => {
    const organization = await paidAtStripe();
    const events = await eventsOf(organization.customerId);
    expect(events.length).toBeGreaterThan(5);
    for (const event of events.toReversed()) {
      expect((await deliver(JSON.stringify(event))).status).toBe(200);
      await sync(organization.customerId);
    }
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ status: "active", planKey: "professional" });
    expect(state.invoices).toMatchObject([{ status: "paid", total: 19900 }]);
    expect(state.movements).toHaveLength(1);
    expect(state.emails).toEqual(["payment-succeeded"]);
    expect(await waitingJobs(organization.customerId)).toBe(1);
    await assertEqualToStripe(organization.id);
  });

  const event = {
    id: "evt_forged",
    object: "event",
    type: "customer.updated",
    data: { object: { customer: "cus_x" } },
  };
  const body = JSON.stringify({ ...event, created: 1, livemode: false, api_version: null });
  const now = () => Math.floor(Date.now() / 1000);

  it.each([
    ["signed by another", () => deliver(body, { secret: "whsec_other" }), 400],
    ["signed six minutes ago", () => deliver(body, { timestamp: now() - 360 }), 400],
    ["not signed", () => deliver(body, { signature: "" }), 400],
    ["signed, but no event", () => deliver("{"), 400],
    ["of 2 MB", () => deliver(JSON.stringify({ padding: "x".repeat(2 * 1024 * 1024) })), 413],
  ])("refuses a body %s, and stores nothing", async (_what, send, status) => {
    const before = await storedEvents();
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await storedEvents()).toBe(before);
  });

  it("refuses a body altered on the way", async () => {
    const before = await storedEvents();
    const answer = await deliver(body.replace("cus_x", "cus_y"), { signature: signatureOf(body) });
    expect(answer.status).toBe(400);
    expect(await storedEvents()).toBe(before);
  });

  it("takes an event that carries letters which cannot be stored", async () => {
    const organization = await paidAtStripe();
    const [event] = await eventsOf(organization.customerId);
    const body = JSON.stringify({ ...event, data: { object: { ...event?.data.object, comment: "a\0b\ud800" } } });
    expect((await deliver(body)).status).toBe(200);
    expect(await inboxOf(organization.customerId)).toMatchObject([
      { payload: { data: { object: { comment: "ab\ufffd" } } } },
    ]);
  });

  it("keeps what concerns no customer, with nothing left to do", async () => {
    const about = {
      ...event,
      id: "evt_product",
      type: "product.updated",
      data: { object: { id: "prod_1", object: "product" } },
    };
    const answer = await deliver(JSON.stringify({ ...about, created: 1, livemode: false, api_version: null }));
    expect(answer.status).toBe(200);
    const [row] = await withPlatform(platform, ({ tx }) =>
      tx.select().from(stripeEvents).where(sql`${stripeEvents.id} = 'evt_product'`),
    );
    expect(row).toMatchObject({ customerId: null, payload: { type: "product.updated" } });
    expect(row?.handledAt).not.toBeNull();
  });
});

describe("the sweep", () => {
  it("asks again for what was stored and whose job was lost", async () => {
    const organization = await paidAtStripe();
    const [first] = await eventsOf(organization.customerId);
    await deliver(JSON.stringify(first));
    await withPlatform(platform, ({ tx }) => tx.execute(sql`delete from pgboss.job where name = 'sync-customer'`));
    const sweepAt = (seconds: number) =>
      withPlatform({ ...platform, now: new Date(Date.now() + seconds * 1000) }, sweepInbox);
    await sweepAt(0);
    expect(await waitingJobs(organization.customerId)).toBe(0);
    await sweepAt(31);
    await sweepAt(31);
    expect(await waitingJobs(organization.customerId)).toBe(1);
    await settle(organization.customerId);
    expect((await stateOf(organization.id)).subscription.status).toBe("active");
    await assertEqualToStripe(organization.id);
  });
});
