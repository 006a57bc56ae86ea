import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { beforeEach, describe, expect, it } from "vitest";
import { emails, subscriptions, usageCounters, usageEvents, usageNotices } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { day } from "@/lib/durations";
import { materials } from "@/products/unison/schema";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { inOrganization, newOrganization } from "@/testing/factories";
import { notifyOpenLimits } from "../thresholds/notify-limits";
import { counterState, decideCounter, type Thresholds, thresholdsOf } from "../thresholds/thresholds";
import type { Batch, CountedEvent } from "./batch";
import { runTrackUsageIn } from "./run-track-usage";
import { trackUsage } from "./track-usage";

const start = new Date("2026-03-10T12:00:00Z");
const shares = { warning: 0.8, critical: 0.9, soft: 1, hard: 1.1, graceDays: 7 };
const worker = asSystem();

let organization: { id: string; ownerId: string };

// Starter: 200 work orders a month.
beforeEach(async () => {
  organization = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
});

const track = (amount: number, idempotencyKey?: string) =>
  inOrganization(organization.id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount, idempotencyKey }), start);

const used = () =>
  inOrganization(organization.id, async ({ tx }) => {
    const [counter] = await tx.select().from(usageCounters);
    const [events] = await tx
      .select({ sum: sql<number>`coalesce(sum(${usageEvents.amount}), 0)::int` })
      .from(usageEvents);
    return { counter: counter?.used ?? 0, events: events?.sum };
  });

/** Creates an object and counts it, as the product does. */
const makeThing = (code: string) =>
  inOrganization(
    organization.id,
    async (ctx) => {
      const { organizationId, tx, now } = ctx;
      const row = {
        organizationId,
        id: uuidv7(),
        code,
        name: code,
        unit: "kg",
        onHand: 0,
        reorderAt: 0,
        createdAt: now,
      };
      await tx.insert(materials).values(row);
      await trackUsage(ctx, { meter: "work_orders" });
    },
    start,
  );

describe("tracking in the caller's transaction", () => {
  it("counts the usage", async () => {
    expect(await track(3)).toBe(3);
    expect(await track(2)).toBe(5);
    expect(await used()).toEqual({ counter: 5, events: 5 });
  });

  it("counts nothing when the transaction fails", async () => {
    const failing = inOrganization(organization.id, async (ctx) => {
      await trackUsage(ctx, { meter: "work_orders" });
      throw new Error("the order was not made");
    });
    await expect(failing).rejects.toThrow("the order was not made");
    expect(await used()).toEqual({ counter: 0, events: 0 });
  });

  it("allows exactly as much as fits, under concurrency", async () => {
    await track(210);
    const made = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => makeThing(`m${index}`)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    const things = await inOrganization(organization.id, ({ tx }) => tx.select().from(materials));
    expect(things).toHaveLength(10);
    expect(await used()).toEqual({ counter: 220, events: 220 });
  });

  it("refuses with the numbers and what would allow more", async () => {
    await track(220);
    await expect(track(1)).rejects.toMatchObject({
      code: "limit_reached",
      details: { used: 220, limit: 200, hardLimit: 220, plan: "starter", upgradeUrl: "http://localhost:3000/billing" },
    });
  });

  it("refuses an organization with read-only access", async () => {
    await setMirror(organization.id, { status: "canceled" });
    await expect(track(1)).rejects.toMatchObject({ code: "read_only", details: { rule: "canceled" } });
  });

  it("counts a key once, and refuses it for another amount", async () => {
    expect(await track(2, "a")).toBe(2);
    expect(await track(2, "a")).toBe(2);
    await expect(track(3, "a")).rejects.toMatchObject({ code: "conflict" });
  });

  it("leaves the tenant setting unchanged, so nothing after it can reach another organization", async () => {
    const tenant = await inOrganization(organization.id, async (ctx) => {
      await trackUsage(ctx, { meter: "work_orders" });
      const [row] = await ctx.tx.execute<{ id: string }>(
        sql`select current_setting('app.current_organization_id') as id`,
      );
      return row?.id;
    });
    expect(tenant).toBe(organization.id);
  });
});

describe("the email about a limit", () => {
  const mails = () =>
    withPlatform({ actor: worker }, ({ tx }) =>
      tx.select().from(emails).where(eq(emails.organizationId, organization.id)),
    );

  it("is written in the same transaction, for the highest threshold reached, with the numbers", async () => {
    await track(185);
    expect((await mails()).map(({ props }) => props)).toMatchObject([
      { step: "critical", used: 185, limit: 200, graceEndsAt: null },
    ]);
    await track(35);
    expect((await mails()).map(({ props }) => props.step)).toEqual(["critical", "hard"]);
  });

  it("is written once by the job if the process died", async () => {
    await track(100);
    await inOrganization(organization.id, async ({ tx, organizationId, now }) => {
      const [counter] = await tx.select().from(usageCounters);
      const periodStart = counter?.periodStart ?? now;
      await tx
        .insert(usageNotices)
        .values({ organizationId, meter: "work_orders", periodStart, atLimit: 200, step: "soft", toldAt: now });
    });
    const job = () => withPlatform({ actor: worker }, notifyOpenLimits);
    await Promise.all([job(), job(), job()]);
    await job();
    expect((await mails()).map(({ props }) => props.step)).toEqual(["soft"]);
  });
});

const event = (now: Date, amount: number): CountedEvent => ({
  ordinal: 0,
  id: uuidv7(),
  amount,
  key: null,
  calledAt: now,
  occurredAt: null,
  properties: null,
  source: "test",
});

type Given = Pick<Batch, "version" | "events"> & {
  thresholds: Thresholds;
  organizationId: string;
  periodStart: Date;
  now: Date;
};
const batchOf = ({ organizationId, version, thresholds, events, periodStart, now }: Given): Batch => ({
  organization: organizationId,
  version,
  terms: { meter: "work_orders", access: "full", thresholds, sold: false, price: null, granted: false },
  period: { start: periodStart, end: now },
  events,
});

describe("track_usage", () => {
  it("decides as decideCounter does, for any count, limit, amount and time", async () => {
    const cases = fc.record({
      limit: fc.oneof(
        fc.constant("unlimited" as const),
        fc.constantFrom(0, 1, 9, 10, 100, 1000),
        fc.integer({ min: 1, max: 3000 }),
      ),
      sold: fc.boolean(),
      used: fc.oneof(fc.constantFrom(0, 79, 80, 89, 90, 99, 100, 109, 110, 111), fc.nat(3500)),
      amount: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 3000 })),
      graceAge: fc.option(fc.constantFrom(0, day, 7 * day - 1, 7 * day, 8 * day)),
    });
    const [subscription] = await inOrganization(organization.id, ({ tx }) => tx.select().from(subscriptions));
    const version = subscription?.entitlementsVersion ?? 0;
    let index = 0;
    await inOrganization(
      organization.id,
      async ({ tx, organizationId, now }) => {
        for (const { limit, sold, used: before, amount, graceAge } of fc.sample(cases, {
          numRuns: 400,
          seed: 20260310,
        })) {
          const thresholds = thresholdsOf(shares, limit, sold);
          const graceStartedAt = graceAge === null ? null : new Date(now.getTime() - graceAge);
          const periodStart = new Date(start.getTime() + index++ * 1000);
          const counter = {
            organizationId,
            meter: "work_orders",
            periodStart,
            periodEnd: now,
            used: before,
            graceStartedAt,
            included: thresholds.limit,
          };
          await tx.insert(usageCounters).values({ ...counter, updatedAt: now });
          const batch = batchOf({
            organizationId,
            version,
            thresholds,
            periodStart,
            now,
            events: [event(now, amount)],
          });
          const { answers } = await runTrackUsageIn(tx, [batch]);
          const decision = decideCounter(thresholds, { used: before, graceStartedAt }, amount, now);
          const answer = answers[0];
          const [row] = await tx.select().from(usageCounters).where(eq(usageCounters.periodStart, periodStart));
          const what = JSON.stringify({ limit, sold, before, amount, graceAge, answer });
          if (decision.allowed) {
            expect(answer, what).toMatchObject({
              status: "accepted",
              used: decision.used,
              state: counterState(thresholds, decision, now),
            });
            expect(row, what).toMatchObject({ used: decision.used, graceStartedAt: decision.graceStartedAt });
          } else {
            expect(answer, what).toMatchObject({ status: "refused", rule: decision.rule, used: before });
            expect(row?.used, what).toBe(before);
          }
        }
      },
      start,
    );
  });

  it("writes nothing if the entitlements have changed", async () => {
    const stale = inOrganization(organization.id, ({ tx, organizationId, now }) => {
      const thresholds = thresholdsOf(shares, "unlimited");
      const batch = batchOf({
        organizationId,
        version: -1,
        thresholds,
        periodStart: start,
        now,
        events: [event(now, 1)],
      });
      return runTrackUsageIn(tx, [batch]);
    });
    await expect(stale).rejects.toMatchObject({ code: "unavailable" });
    expect(await used()).toEqual({ counter: 0, events: 0 });
  });
});
