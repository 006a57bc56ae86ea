import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditLog, stripeEvents, subscriptions } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { newOrganization, newUser } from "@/testing/factories";
import { eventLogPage, eventLogStats, loggedEvent, loggedEventTypes } from "./event-log";
import { type EventLogFilter, eventLogFilterSchema } from "./event-log-filter";
import { replayEvents } from "./replay-events";

const now = new Date("2026-11-21T12:00:00Z");
const actor = asSystem();
const platform = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor, now }, work);
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

type Given = { id: string; customerId?: string | null; type?: string; minutes: number; tookMs?: number };

const store = ({ id, customerId = "cus_log", type = "invoice.paid", minutes, tookMs }: Given) =>
  platform(({ tx }) =>
    tx.insert(stripeEvents).values({
      id,
      type,
      customerId,
      livemode: false,
      payload: { id },
      createdAt: minutesAgo(minutes),
      receivedAt: minutesAgo(minutes),
      handledAt: tookMs === undefined ? null : new Date(minutesAgo(minutes).getTime() + tookMs),
    }),
  );

const ids = async (filter: Partial<Record<keyof EventLogFilter, string>>, size?: number) =>
  (await platform((ctx) => eventLogPage(ctx, eventLogFilterSchema.parse(filter), size))).rows.map(({ id }) => id);

let organizationId = "";

beforeAll(async () => {
  organizationId = (await newOrganization({ name: "Event Log 100% Ltd" })).id;
  await platform(({ tx }) =>
    tx
      .update(subscriptions)
      .set({ stripeCustomerId: "cus_log" })
      .where(eq(subscriptions.organizationId, organizationId)),
  );
  await store({ id: "evt_1", minutes: 5, tookMs: 100 });
  await store({ id: "evt_2", minutes: 5, tookMs: 300 });
  await store({ id: "evt_3", minutes: 4, tookMs: 500, type: "customer.updated" });
  await store({ id: "evt_4", minutes: 3 });
  await store({ id: "evt_5", minutes: 2, customerId: "cus_other", tookMs: 900 });
  await store({ id: "evt_6", minutes: 2 * 24 * 60, customerId: null, type: "product.updated", tookMs: 0 });
});

describe("the event log", () => {
  it("is shown newest first, page by page, and ends", async () => {
    const first = await platform((ctx) => eventLogPage(ctx, eventLogFilterSchema.parse({}), 4));
    expect(first.rows.map(({ id }) => id)).toEqual(["evt_5", "evt_4", "evt_3", "evt_2"]);
    const second = await platform((ctx) => eventLogPage(ctx, eventLogFilterSchema.parse({ after: first.next }), 4));
    expect(second.rows.map(({ id }) => id)).toEqual(["evt_1", "evt_6"]);
    expect(second.next).toBeUndefined();
  });

  it.each<[told: string, filter: Partial<Record<keyof EventLogFilter, string>>, found: string[]]>([
    ["a type", { type: "customer.updated" }, ["evt_3"]],
    ["what waits", { state: "waiting" }, ["evt_4"]],
    ["what is handled, of a customer", { state: "handled", customer: "cus_other" }, ["evt_5"]],
    [
      "an organization by a part of its name, which is no pattern",
      { customer: "100% l", type: "customer.updated" },
      ["evt_3"],
    ],
    ["a name nobody has", { customer: "1000 l" }, []],
    ["days, both included", { from: "2026-11-19", to: "2026-11-19" }, ["evt_6"]],
    [
      "nonsense, which is left out",
      { state: "lost", from: "yesterday", after: "~", type: "product.updated" },
      ["evt_6"],
    ],
  ])("is narrowed to %s", async (_told, filter, found) => {
    expect(await ids(filter)).toEqual(found);
  });

  it("says whose an event is, and what Stripe sent", async () => {
    expect(await platform((ctx) => loggedEvent(ctx, "evt_1"))).toMatchObject({
      organizationId,
      organizationName: "Event Log 100% Ltd",
      payload: { id: "evt_1" },
      source: "webhook",
    });
    await expect(platform((ctx) => loggedEvent(ctx, "evt_none"))).rejects.toMatchObject({ code: "not_found" });
    expect(await platform(loggedEventTypes)).toEqual(["customer.updated", "invoice.paid", "product.updated"]);
  });

  it("is measured: what came, what waits, and how long it took", async () => {
    expect(await platform(eventLogStats)).toEqual({
      received: 6,
      waiting: 1,
      successRate: 5 / 6,
      p50: 400,
      p95: expect.closeTo(840),
      fetched: 0,
    });
  });

  it("is replayed: a sync of each customer, a row in the audit log of each event", async () => {
    const admin = await newUser({ platformAdmin: true });
    const replay = (eventIds: string[]) =>
      withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) => replayEvents(ctx, { eventIds }));
    expect(await replay(["evt_1", "evt_2", "evt_5", "evt_6"])).toEqual({ customers: 2 });
    const rows = await platform(({ tx }) => tx.select().from(auditLog).where(eq(auditLog.actorId, admin.id)));
    expect(rows.map(({ action, subject }) => `${action} ${subject}`).sort()).toEqual(
      ["evt_1", "evt_2", "evt_5", "evt_6"].map((id) => `billing.event_replayed ${id}`),
    );
    expect(rows.find(({ subject }) => subject === "evt_1")?.organizationId).toBe(organizationId);
    await expect(replay(["evt_none"])).rejects.toMatchObject({ code: "not_found" });
  });
});
