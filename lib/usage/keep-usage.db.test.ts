import { sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { usageCounters, usageEvents } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { inOrganization, newOrganization } from "@/testing/factories";
import { dropUsageEvents, makeUsagePartitions } from "./keep-usage";
import { usageEventSchema } from "./track/event";
import { trackEvents } from "./track/track-events";

let organization: { id: string };
const begun = new Date("2026-01-31T23:59:59.999Z");

beforeEach(async () => {
  organization = await newOrganization({ createdAt: begun, plan: "enterprise", trialDays: 7000 });
});

const track = (at: string, idempotencyKey?: string) =>
  trackEvents({ actor: { kind: "platform_key", id: "key" }, now: new Date(at) }, [
    usageEventSchema.parse({ organization: organization.id, meter: "work_orders", idempotencyKey }),
  ]);
const keep = (at: string) =>
  withPlatform({ actor: asSystem(), now: new Date(at) }, async (ctx) => ({
    made: await makeUsagePartitions(ctx),
    dropped: await dropUsageEvents(ctx, catalog.usageEventsKeptMonths),
  }));

/** The partition of each event. */
const places = () =>
  withPlatform({ actor: asSystem() }, async ({ tx }) => {
    const rows = await tx.execute<{ place: string; at: string }>(
      sql`select tableoid::regclass::text as place, recorded_at as at from usage_events
        where organization_id = ${organization.id} order by recorded_at`,
    );
    return rows.map(({ place }) => place);
  });

it("creates the coming months in advance, so that every event lands in its own, to the millisecond", async () => {
  await keep("2028-01-15T00:00:00Z");
  expect(await keep("2028-01-15T00:00:00Z")).toMatchObject({ made: 0 });
  for (const at of [
    "2028-01-31T23:59:59.999Z",
    "2028-02-01T00:00:00Z",
    "2028-02-29T23:59:59.999Z",
    "2028-03-01T00:00:00Z",
  ]) {
    await track(at);
  }
  expect(await places()).toEqual([
    "usage_events_2028_01",
    "usage_events_2028_02",
    "usage_events_2028_02",
    "usage_events_2028_03",
  ]);
});

it("drops a month once it is older than the catalog says, and keeps the counters", async () => {
  await keep("2030-05-15T00:00:00Z");
  await track("2030-05-20T00:00:00Z");
  await track("2030-06-20T00:00:00Z");
  const months = catalog.usageEventsKeptMonths;
  const last = new Date(Date.UTC(2030, 5 + months, 1) - 1).toISOString();
  const due = new Date(Date.UTC(2030, 5 + months, 1)).toISOString();
  await keep(last);
  expect(await places()).toHaveLength(2);
  await Promise.all([keep(due), keep(due)]);
  expect(await places()).toEqual(["usage_events_2030_06"]);
  const counters = await inOrganization(organization.id, ({ tx }) => tx.select().from(usageCounters));
  expect(counters.map(({ used }) => used)).toEqual([1, 1]);
});

it("accepts an event whose month has no partition, and drops it in time as well", async () => {
  await track("2041-07-04T00:00:00Z");
  expect(await places()).toEqual(["usage_events_default"]);
  await keep(new Date(Date.UTC(2041, 7 + catalog.usageEventsKeptMonths, 1)).toISOString());
  expect(await inOrganization(organization.id, ({ tx }) => tx.select().from(usageEvents))).toEqual([]);
});

it("recognizes a key across the turn of month, period and partition", async () => {
  await keep("2032-01-15T00:00:00Z");
  const [first] = await track("2032-01-31T23:59:59.998Z", "turn");
  const [again] = await track("2032-03-06T12:00:00Z", "turn");
  expect([first?.status, again?.status]).toEqual(["accepted", "duplicate"]);
  expect(again).toMatchObject({ used: 1, resetsAt: first?.status === "accepted" ? first.resetsAt : "" });
  expect(await places()).toHaveLength(1);
});
