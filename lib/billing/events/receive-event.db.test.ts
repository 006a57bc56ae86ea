import "@/testing/billing/local-stripe";
import { inArray, sql } from "drizzle-orm";
import postgres from "postgres";
import { describe, expect, it } from "vitest";
import { stripeEvents } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { runWorker } from "@/lib/jobs";
import { asSystem } from "@/testing/actors";
import { blockWrites } from "@/testing/billing/block-writes";
import { assertEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { deliver, eventsOf, loggedEventsOf, paidAtStripe, signatureOf, stateOf, sync } from "@/testing/billing/stories";
import { expectLog } from "@/testing/logs";
import { sweepEvents } from "./sweep-events";

const clockwork = asSystem();
const platform = { actor: clockwork };

const waitingJobs = (customerId: string) =>
  withPlatform(platform, async ({ tx }) => {
    const rows = await tx.execute(
      sql`select id from pgboss.job where name = 'sync-customer' and singleton_key = ${`${customerId} by events`} and state = 'created'`,
    );
    return rows.length;
  });

const storedEvents = () => withPlatform(platform, ({ tx }) => tx.$count(stripeEvents));

/** Events sent at the same moment, each of its own customer, in the order of their ids. */
function togetherFor(name: string, count: number) {
  const events = Array.from({ length: count }, (_, nth) => {
    const object = { id: `sub_${nth}`, object: "subscription", customer: `cus_${name}_${nth}` };
    const about = { object: "event", type: "customer.subscription.updated", api_version: null, livemode: false };
    return { id: `evt_${name}_${String(nth).padStart(2, "0")}`, ...about, created: 1_760_000_000, data: { object } };
  });
  return { events, bodies: events.map((each) => JSON.stringify(each)) };
}

const storedOf = (events: readonly { id: string }[]) =>
  withPlatform(platform, async ({ tx }) => {
    const ids = events.map(({ id }) => id);
    const rows = await tx.select({ id: stripeEvents.id }).from(stripeEvents).where(inArray(stripeEvents.id, ids));
    return rows.map(({ id }) => id).sort();
  });

/** Makes the queue reject the job of this customer. */
async function refuseJobsOf(customerId: string): Promise<void> {
  const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
  await owner.unsafe(`
    create or replace function refuse_job() returns trigger language plpgsql as $$ begin
      if new.singleton_key = '${customerId} by events' then raise exception 'no' using errcode = '23514'; end if;
      return new; end $$;
    create or replace trigger refuse_job before insert on pgboss.job for each row execute function refuse_job();`);
  await owner.end();
}

/** Runs the worker until every event is handled. */
async function settle(customerId: string): Promise<void> {
  const worker = await runWorker({ "sync-customer": (input) => sync(input.customerId) });
  await expect
    .poll(async () => (await loggedEventsOf(customerId)).filter(({ handledAt }) => handledAt === null).length, {
      timeout: 10_000,
    })
    .toBe(0);
  await worker.stop();
}

describe("the webhook", () => {
  it("receives the same event five hundred times at once: one row, one job, one effect", async () => {
    const organization = await paidAtStripe();
    const events = await eventsOf(organization.customerId);
    const event = events.find(({ type }) => type === "customer.subscription.created");
    const body = JSON.stringify(event);
    const answers = await Promise.all(Array.from({ length: 500 }, () => deliver(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(500).fill(200));
    expect(await loggedEventsOf(organization.customerId)).toHaveLength(1);
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

  it("receives a whole history in reverse and ends in the same state as Stripe", async () => {
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
    ["signed with another secret", () => deliver(body, { secret: "whsec_other" }), 400],
    ["signed six minutes ago", () => deliver(body, { timestamp: now() - 360 }), 400],
    ["without a signature", () => deliver(body, { signature: "" }), 400],
    ["with an empty signature", () => deliver(body, { signature: `t=${now()},v1=` }), 400],
    ["with a signature that can't be read", () => deliver(body, { signature: `t=x,v1,=,v1=\u00e9,t=${now()}` }), 400],
    ["that is signed but isn't an event", () => deliver("{"), 400],
    ["of 2 MB", () => deliver(JSON.stringify({ padding: "x".repeat(2 * 1024 * 1024) })), 413],
  ])("rejects a body %s, and stores nothing", async (_what, send, status) => {
    const before = await storedEvents();
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await storedEvents()).toBe(before);
  });

  it("accepts both signing secrets while one is being replaced, and only the remaining one afterward", async () => {
    const old = env.STRIPE_WEBHOOK_SECRET;
    const rolled = (id: string) => JSON.stringify({ ...JSON.parse(body), id, data: { object: { id: "cus_rolled" } } });
    const statusesOf = async (round: string) => [
      (await deliver(rolled(`evt_${round}_old`), { secret: old })).status,
      (await deliver(rolled(`evt_${round}_new`), { secret: "whsec_new" })).status,
    ];
    try {
      Object.assign(env, { STRIPE_WEBHOOK_SECRET: `whsec_new, ${old}` });
      expect(await statusesOf("during")).toEqual([200, 200]);
      Object.assign(env, { STRIPE_WEBHOOK_SECRET: "whsec_new" });
      expect(await statusesOf("after")).toEqual([400, 200]);
    } finally {
      Object.assign(env, { STRIPE_WEBHOOK_SECRET: old });
    }
  });

  it("rejects a body altered in transit", async () => {
    const before = await storedEvents();
    const answer = await deliver(body.replace("cus_x", "cus_y"), { signature: signatureOf(body) });
    expect(answer.status).toBe(400);
    expect(await storedEvents()).toBe(before);
  });

  it("accepts an event with characters that can't be stored", async () => {
    const organization = await paidAtStripe();
    const [event] = await eventsOf(organization.customerId);
    const body = JSON.stringify({ ...event, data: { object: { ...event?.data.object, comment: "a\0b\ud800" } } });
    expect((await deliver(body)).status).toBe(200);
    expect(await loggedEventsOf(organization.customerId)).toMatchObject([
      { payload: { data: { object: { comment: "ab\ufffd" } } } },
    ]);
  });

  it.each([
    ["a number that is too large", { amount: "TOO_LARGE" }, {}],
    ["a type that is too long", {}, { type: Array.from({ length: 2_000 }, (_, nth) => nth.toString(36)).join("") }],
  ])("rejects an event with %s, and no others of the same batch", async (_what, inside, outside) => {
    if ("type" in outside) expectLog("unexpected error");
    const { events, bodies } = togetherFor(crypto.randomUUID(), 12);
    const bad = JSON.stringify({ ...events[5], data: { object: { customer: "cus_bad", ...inside } }, ...outside });
    const sent = bodies.with(5, bad.replace('"TOO_LARGE"', "1e999999"));
    const answers = await Promise.all(sent.map((each) => deliver(each)));
    expect(answers.map(({ status }) => status < 300)).toEqual(sent.map((_, nth) => nth !== 5));
    const others = events.filter((_, nth) => nth !== 5);
    expect(await storedOf(events)).toEqual(others.map(({ id }) => id));
    for (const { data } of others) expect(await waitingJobs(data.object.customer)).toBe(1);
  });

  it("neither acknowledges nor stores an event whose job can't be queued", async () => {
    expectLog("unexpected error");
    const { events, bodies } = togetherFor(crypto.randomUUID(), 12);
    const refused = events[5]?.data.object.customer ?? "";
    await refuseJobsOf(refused);
    const answers = await Promise.all(bodies.map((each) => deliver(each)));
    await refuseJobsOf("nobody");
    expect(answers.map(({ status }) => status)).toEqual(events.map((_, nth) => (nth === 5 ? 500 : 200)));
    expect(await storedOf(events)).toEqual(events.flatMap(({ id }, nth) => (nth === 5 ? [] : [id])));
    expect(await waitingJobs(refused)).toBe(0);
    expect((await deliver(bodies[5] ?? "")).status).toBe(200);
    expect(await waitingJobs(refused)).toBe(1);
  });

  it("does nothing about a repeated event that has been handled", async () => {
    const { events, bodies } = togetherFor(crypto.randomUUID(), 1);
    const customer = events[0]?.data.object.customer ?? "";
    await deliver(bodies[0] ?? "");
    await sync(customer);
    await withPlatform(platform, ({ tx }) =>
      tx.execute(sql`update pgboss.job set state = 'completed' where data->>'customerId' = ${customer}`),
    );
    expect((await deliver(bodies[0] ?? "")).status).toBe(200);
    expect(await waitingJobs(customer)).toBe(0);
  });

  it("stores an event without a customer as handled", async () => {
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

describe("a sync", () => {
  it("handles events that were being stored when it started, and none received later", async () => {
    const { customerId } = await paidAtStripe();
    const store = (id: string, receivedAt: Date) =>
      withPlatform(platform, ({ tx }) =>
        tx.insert(stripeEvents).values({
          ...{ id: `${id}_${customerId}`, type: "customer.updated", customerId, livemode: false, payload: {} },
          ...{ createdAt: receivedAt, receivedAt },
        }),
      );
    const before = new Date();
    const row = await blockWrites("subscriptions", "update");
    const syncing = sync(customerId);
    await row.reached();
    await store("evt_before", before);
    await store("evt_later", new Date());
    await row.release();
    await syncing;
    const waiting = (await loggedEventsOf(customerId)).filter(({ handledAt }) => handledAt === null);
    expect(waiting.map(({ id }) => id)).toEqual([`evt_later_${customerId}`]);
  });
});

describe("the sweep", () => {
  it("queues a new job for a stored event whose job was lost", async () => {
    const organization = await paidAtStripe();
    const [first] = await eventsOf(organization.customerId);
    await deliver(JSON.stringify(first));
    await withPlatform(platform, ({ tx }) => tx.execute(sql`delete from pgboss.job where name = 'sync-customer'`));
    const sweepAt = (seconds: number) =>
      withPlatform({ ...platform, now: new Date(Date.now() + seconds * 1000) }, sweepEvents);
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
