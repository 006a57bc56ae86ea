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
  it("says what each event was, in place of its payload", async () => {
    const { rows } = await platform((ctx) =>
      eventLogPage(ctx, eventLogFilterSchema.parse({ type: "customer.updated" })),
    );
    expect(rows).toMatchObject([{ type: "customer.updated", title: "Customer updated" }]);
    expect(rows[0]).not.toHaveProperty("payload");
  });

  it("is shown newest first, page by page, to the end", async () => {
    const first = await platform((ctx) => eventLogPage(ctx, eventLogFilterSchema.parse({}), 4));
    expect(first.rows.map(({ id }) => id)).toEqual(["evt_5", "evt_4", "evt_3", "evt_2"]);
    const second = await platform((ctx) => eventLogPage(ctx, eventLogFilterSchema.parse({ after: first.next }), 4));
    expect(second.rows.map(({ id }) => id)).toEqual(["evt_1", "evt_6"]);
    expect(second.next).toBeUndefined();
  });

  it.each<[what: string, filter: Partial<Record<keyof EventLogFilter, string>>, found: string[]]>([
    ["a type", { type: "customer.updated" }, ["evt_3"]],
    ["unhandled events", { state: "waiting" }, ["evt_4"]],
    ["handled events of a customer", { state: "handled", customer: "cus_other" }, ["evt_5"]],
    [
      "an organization by part of its name, taken literally",
      { customer: "100% l", type: "customer.updated" },
      ["evt_3"],
    ],
    ["an unknown name", { customer: "1000 l" }, []],
    ["a range of days, both included", { from: "2026-11-19", to: "2026-11-19" }, ["evt_6"]],
    [
      "the valid filters, ignoring invalid ones",
      { state: "lost", from: "yesterday", after: "~", type: "product.updated" },
      ["evt_6"],
    ],
  ])("is filtered by %s", async (_what, filter, found) => {
    expect(await ids(filter)).toEqual(found);
  });

  it("shows whose event it is, and what Stripe sent", async () => {
    expect(await platform((ctx) => loggedEvent(ctx, "evt_1"))).toMatchObject({
      organizationId,
      organizationName: "Event Log 100% Ltd",
      payload: { id: "evt_1" },
      source: "webhook",
    });
    await expect(platform((ctx) => loggedEvent(ctx, "evt_none"))).rejects.toMatchObject({ code: "not_found" });
    expect(await platform(loggedEventTypes)).toEqual(["customer.updated", "invoice.paid", "product.updated"]);
  });

  it("has figures: events received, events waiting, and processing time", async () => {
    expect(await platform(eventLogStats)).toEqual({
      received: 6,
      waiting: 1,
      successRate: 5 / 6,
      p50: 400,
      p95: expect.closeTo(840),
      fetched: 0,
    });
  });

  it("is replayed with one sync per customer and one audit row per event", async () => {
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
