import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { creditEntries, creditGrants, emails, usageCounters } from "@/db/schema";
import { inTenant, withPlatform, withTenant } from "@/lib/context";
import { creditLedger, creditsOf, expireCredits, openGrants, takeCredits } from "@/lib/credits";
import { balanceFor } from "@/lib/credits/draw";
import { addDays, day, minute } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { credits, ledgerFaults } from "@/testing/credits";
import { inOrganization, newOrganization } from "@/testing/factories";
import { usageNow, wouldFit } from "../report/queries";
import { commitReservation } from "../reservations/commit-reservation";
import { releaseReservation } from "../reservations/release-reservation";
import { reserveSchema } from "../reservations/reservation";
import { reserveUsage } from "../reservations/reserve-usage";
import { countUnder, decideCounter, thresholdsOf } from "../thresholds/thresholds";
import type { EventAnswer } from "../track/answers";
import { type UsageEvent, usageEventSchema } from "../track/event";
import { trackEvents } from "../track/track-events";
import { trackUsage } from "../track/track-usage";

const start = new Date("2026-03-10T12:00:00Z");
const later = (minutes: number) => new Date(start.getTime() + minutes * minute);

let organization: { id: string };

// Starter: 200 work orders a month, the hard limit at 220.
beforeEach(async () => {
  organization = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
});

const give = (amount: number, expiresAt?: Date, unit = "work_orders", now = start) =>
  credits(organization.id, { unit, amount, ...(expiresAt && { expiresAt }) }, now);

const send = (events: Partial<UsageEvent>[], now = start): Promise<EventAnswer[]> =>
  trackEvents(
    { actor: { kind: "platform_key", id: "key" }, now },
    events.map((event) => usageEventSchema.parse({ organization: organization.id, meter: "work_orders", ...event })),
  );
const track = async (amount: number, now = start, given: Partial<UsageEvent> = {}) =>
  (await send([{ amount, ...given }], now))[0];

const counter = async () => (await inOrganization(organization.id, ({ tx }) => tx.select().from(usageCounters)))[0];
const left = async (now = start) =>
  (await inOrganization(organization.id, creditsOf, now)).map(({ meter, currency, available }) => [
    meter ?? currency,
    available,
  ]);
const ledger = async () =>
  (await inOrganization(organization.id, (ctx) => creditLedger(ctx, { limit: 100 }))).data.map(
    ({ kind, amount, balance }) => [kind, amount, balance],
  );

describe("usage beyond what the plan includes", () => {
  it("is drawn from credits, and only then reaches the grace period and the hard limit", async () => {
    await give(50);
    expect(await track(190)).toMatchObject({ used: 190, state: "critical" });
    expect(await track(30)).toMatchObject({ used: 220, credited: 20, state: "credits", graceEndsAt: null });
    expect(await left()).toEqual([["work_orders", 30]]);
    expect(await counter()).toMatchObject({ used: 220, credited: 20, graceStartedAt: null });

    expect(await track(35)).toMatchObject({ used: 255, credited: 30, state: "grace" });
    expect(await left()).toEqual([]);
    expect(await track(16)).toMatchObject({
      status: "refused",
      error: { code: "limit_reached", details: { rule: "hard_limit", used: 255, credited: 50, credits: 0 } },
    });
    expect(await track(15)).toMatchObject({ used: 270, state: "stopped" });
    expect(await ledger()).toEqual([
      ["drawn", -30, 0],
      ["drawn", -20, 30],
      ["granted", 50, 50],
    ]);
    expect(await ledgerFaults(organization.id)).toEqual([]);
  });

  it("is refused whole if credits are enough for a part only, and says for how much", async () => {
    await give(10);
    await track(200);
    expect(await track(31)).toMatchObject({
      error: { details: { rule: "hard_limit", credits: 10 }, message: expect.stringContaining("enough for 10") },
    });
    expect(await left()).toEqual([["work_orders", 10]]);
  });

  it("goes on with credits after the grace period, and isn't notified as a reached limit while they last", async () => {
    await give(1);
    await track(201);
    const mails = () =>
      withPlatform({ actor: asSystem() }, ({ tx }) =>
        tx.select().from(emails).where(eq(emails.organizationId, organization.id)),
      );
    // The last credit is gone, so the grace period begins.
    expect((await mails()).map(({ props }) => props.step)).toEqual(["soft"]);
    const after = addDays(start, 8);
    expect(await track(1, after)).toMatchObject({ error: { details: { rule: "grace_over" } } });
    expect((await mails()).map(({ props }) => props.step)).toEqual(["soft", "hard"]);
    await give(5, undefined, "work_orders", after);
    expect(await track(4, after)).toMatchObject({ used: 205, credited: 4, state: "credits" });
    expect(await track(2, after)).toMatchObject({ error: { details: { rule: "grace_over", credits: 1 } } });
    expect(await mails()).toHaveLength(2);
  });

  it("of a meter that the plan lacks is allowed as far as credits go", async () => {
    await give(3, undefined, "api_calls");
    const call = (amount: number) => track(amount, start, { meter: "api_calls" });
    expect(await call(2)).toMatchObject({ used: 2, credited: 2 });
    expect(await call(2)).toMatchObject({ error: { details: { rule: "not_included" } } });
    expect(await call(1)).toMatchObject({ used: 3, credited: 1 });
  });

  it("draws what expires soonest first, and nothing that has expired", async () => {
    await give(10, addDays(start, 20));
    await give(10);
    await give(10, addDays(start, 3));
    await track(200);
    await track(15);
    const grants = await inOrganization(organization.id, openGrants);
    expect(grants.map(({ remaining }) => remaining).sort()).toEqual([10, 5]);
    expect(await left(addDays(start, 20))).toEqual([["work_orders", 10]]);
    expect(await track(31, addDays(start, 20))).toMatchObject({ error: { details: { credits: 10 } } });
    await expireCredits({ actor: asSystem(), now: addDays(start, 21) });
    await expireCredits({ actor: asSystem(), now: addDays(start, 21) });
    expect((await ledger())[0]).toEqual(["expired", -5, 10]);
    expect(await ledgerFaults(organization.id)).toEqual([]);
  });

  it("draws nothing twice for a repeated key, also of two at once", async () => {
    await give(40);
    await track(200);
    const answers = await Promise.all(Array.from({ length: 6 }, () => track(10, start, { idempotencyKey: "same" })));
    expect(answers.map((answer) => answer?.status).sort()).toEqual(["accepted", ...Array(5).fill("duplicate")]);
    for (const answer of answers) expect(answer).toMatchObject({ used: 210, credited: 10, state: "credits" });
    expect(await track(10, start, { idempotencyKey: "same" })).toMatchObject({ status: "duplicate", credited: 10 });
    expect(await left()).toEqual([["work_orders", 30]]);
    expect(await ledgerFaults(organization.id)).toEqual([]);
  });

  it("draws nothing if the transaction that counted fails", async () => {
    await give(40);
    await track(200);
    const failing = inOrganization(
      organization.id,
      async (ctx) => {
        expect(await trackUsage(ctx, { meter: "work_orders", amount: 25 })).toBe(225);
        throw new Error("the order was not made");
      },
      start,
    );
    await expect(failing).rejects.toThrow("not made");
    expect(await left()).toEqual([["work_orders", 40]]);
    expect(await counter()).toMatchObject({ used: 200, credited: 0 });
    expect(await ledgerFaults(organization.id)).toEqual([]);
  });

  it("shares the credits between the periods of one report", async () => {
    await track(200, addDays(start, 29));
    const turn = addDays(start, 31);
    await give(10, undefined, "work_orders", turn);
    await track(200, turn);
    const late = { timestamp: new Date(turn.getTime() - minute).toISOString() };
    const answers = await send([{ amount: 27, ...late }, { amount: 24 }, { amount: 24 }], later(31 * 24 * 60 + 1));
    expect(answers.map((answer) => answer.status)).toEqual(["accepted", "refused", "refused"]);
    expect(await left(turn)).toEqual([]);
    expect(await ledgerFaults(organization.id)).toEqual([]);
  });

  it("never brings credits below zero with 200 at once, and counts exactly as much as fits", async () => {
    await give(60);
    await give(40, addDays(start, 5));
    await track(200);
    // Half over the API, which counts them together, and half each in a transaction of its own.
    const inProduct = (amount: number) =>
      inOrganization(organization.id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount }), start);
    const counted = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const amount = 1 + (index % 2);
        if (index % 4 < 2) return (await track(amount))?.status === "accepted" ? amount : 0;
        return inProduct(amount).then(
          () => amount,
          (error) => (error.code === "limit_reached" ? 0 : Promise.reject(error)),
        );
      }),
    );
    // 100 of credits, and 20 up to the hard limit.
    expect(counted.reduce((sum, amount) => sum + amount, 0)).toBe(120);
    expect(await counter()).toMatchObject({ used: 320, credited: 100 });
    expect(await left()).toEqual([]);
    expect(await ledgerFaults(organization.id)).toEqual([]);
  });
});

describe("a reservation", () => {
  const reserve = (amount: number) =>
    inOrganization(
      organization.id,
      (ctx) => reserveUsage(ctx, reserveSchema.parse({ organization: organization.id, meter: "work_orders", amount })),
      start,
    );

  it("keeps the credits it may need from others, gives them back when released, and draws when committed", async () => {
    await give(50);
    await track(200);
    const first = await reserve(60);
    await expect(reserve(11)).rejects.toMatchObject({ details: { credits: 50, held: 60 } });
    expect(await track(11)).toMatchObject({ status: "refused" });
    expect(await left()).toEqual([["work_orders", 50]]);
    await inOrganization(organization.id, (ctx) => releaseReservation(ctx, { id: first.id }), start);
    expect(await track(11)).toMatchObject({ credited: 11 });
    const second = await reserve(40);
    await inOrganization(organization.id, (ctx) => commitReservation(ctx, { id: second.id, amount: 12 }), later(1));
    expect(await left()).toEqual([["work_orders", 27]]);
    expect(await ledgerFaults(organization.id)).toEqual([]);
  });
});

describe("money", () => {
  // Enterprise: 100,000 API calls, then $0.50 for each started thousand.
  beforeEach(async () => {
    organization = await newOrganization({ createdAt: start, plan: "enterprise", trialDays: 300 });
    await setMirror(organization.id, {
      status: "active",
      planKey: "enterprise",
      currency: "usd",
      stripeCustomerId: `cus_${organization.id}`,
      stripeSubscriptionId: `sub_${organization.id}`,
      anchorAt: start,
      currentPeriodStart: start,
      currentPeriodEnd: addDays(start, 31),
    });
  });
  const call = (amount: number, given: Partial<UsageEvent> = {}, now = later(1)) =>
    track(amount, now, { meter: "api_calls", ...given });

  it("pays for overage at its price, in whole blocks over the period, after units of the meter", async () => {
    await give(500, undefined, "api_calls");
    await give(120, undefined, "usd");
    await give(999, undefined, "eur").catch(() => undefined);
    expect(await call(100_000)).toMatchObject({ used: 100_000, state: "credits" });
    expect(await call(700)).toMatchObject({ credited: 700 });
    // 200 calls took one block of $0.50.
    expect(await left()).toEqual([["usd", 70]]);
    expect(await call(800)).toMatchObject({ credited: 800 });
    expect(await left()).toEqual([["usd", 70]]);
    // One more block, and $0.20 that buys none.
    expect(await call(1_500)).toMatchObject({ credited: 1_000, state: "overage" });
    expect(await left()).toEqual([["usd", 20]]);
    expect(await counter()).toMatchObject({ used: 103_000, credited: 2_500, prepaid: 2_000, overage: 500 });
    expect(await ledgerFaults(organization.id)).toEqual([]);
  });

  it("isn't drawn while overage is free", async () => {
    await setMirror(organization.id, { status: null, planKey: null, stripeSubscriptionId: null });
    await give(500, undefined, "usd");
    await call(150_000);
    expect(await left()).toEqual([["usd", 500]]);
  });
});

describe("taking credits back", () => {
  it("leaves what was drawn, and stops the rest at once", async () => {
    await give(50);
    await track(210);
    const [grant] = await inOrganization(organization.id, openGrants);
    const take = () =>
      withPlatform({ actor: asSystem(), now: start }, (ctx) =>
        takeCredits(inTenant(ctx, organization.id), { grantId: grant?.id ?? "", reason: "By mistake" }),
      );
    expect(await Promise.all([take(), take()])).toEqual(expect.arrayContaining([40, 0]));
    expect(await track(21)).toMatchObject({ status: "refused" });
    expect((await ledger())[0]).toEqual(["revoked", -40, 0]);
    expect(await ledgerFaults(organization.id)).toEqual([]);
  });
});

it("can't be made by what serves customers, only drawn", async () => {
  await give(50);
  await track(205);
  const asApp = <T>(work: Parameters<typeof withTenant<T>>[1]) =>
    withTenant({ organizationId: organization.id, actor: asSystem(), now: start }, work);
  const [grant] = await asApp(({ tx }) => tx.select().from(creditGrants));
  if (!grant) throw new Error("no grant");
  const denied = { cause: expect.objectContaining({ code: "42501" }) };
  await expect(
    asApp(({ tx }) => tx.insert(creditGrants).values({ ...grant, reference: "mine" })),
  ).rejects.toMatchObject(denied);
  await expect(asApp(({ tx }) => tx.update(creditGrants).set({ expiresAt: null }))).rejects.toMatchObject(denied);
  await expect(asApp(({ tx }) => tx.update(creditEntries).set({ amount: 0 }))).rejects.toMatchObject(denied);
  await expect(asApp(({ tx }) => tx.delete(creditEntries))).rejects.toMatchObject(denied);
  await expect(asApp(({ tx }) => tx.update(creditGrants).set({ remaining: 51 }))).rejects.toMatchObject({
    cause: expect.objectContaining({ code: "23514" }),
  });
});

describe("any history", () => {
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("track" as const),
        amounts: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("give" as const),
        amount: fc.integer({ min: 1, max: 80 }),
        days: fc.option(fc.integer({ min: 1, max: 9 })),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 90 }) }) },
  );

  it("decides each event as decideCounter does with what is left, and the ledger adds up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
        organization = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
        await track(185);
        let now = start;
        for (const one of steps) {
          if (one.kind === "wait") now = new Date(now.getTime() + (one.hours * day) / 24);
          if (one.kind === "give")
            await give(one.amount, one.days === null ? undefined : addDays(now, one.days), "work_orders", now);
          if (one.kind === "track") await trackAndCompare(one.amounts, now);
        }
        await expireCredits({ actor: asSystem(), now });
        expect(await ledgerFaults(organization.id)).toEqual([]);
      }),
      { numRuns: 6, seed: 20260310 },
    );
  });

  async function trackAndCompare(amounts: readonly number[], now: Date) {
    const before = await inOrganization(
      organization.id,
      async (ctx) => ({
        usage: await usageNow(ctx),
        grants: await openGrants(ctx),
        row: (await ctx.tx.select().from(usageCounters))[0],
      }),
      now,
    );
    const thresholds = thresholdsOf({ warning: 0.8, critical: 0.9, soft: 1, hard: 1.1, graceDays: 7 }, 200);
    let count = countUnder(thresholds, before.row ?? { used: 0, credited: 0, graceStartedAt: null, included: null });
    let units = balanceFor(before.grants, { meter: "work_orders", price: null, now }).units;
    let used = before.row?.used ?? 0;
    const expected = amounts.map((amount) => {
      const decision = decideCounter(thresholds, count, amount, now, units);
      if (!decision.allowed) return { status: "refused", error: { details: { rule: decision.rule, credits: units } } };
      used += amount;
      units -= count.used + amount - decision.used;
      count = decision;
      return { status: "accepted", used };
    });
    expect(
      await send(
        amounts.map((amount) => ({ amount })),
        now,
      ),
    ).toMatchObject(expected);
    expect(await counter()).toMatchObject({ used, credited: used - count.used, graceStartedAt: count.graceStartedAt });
    const verdict = await inOrganization(organization.id, (ctx) => wouldFit(ctx, "work_orders", 1), now);
    expect(verdict.refusedBy === null).toBe(decideCounter(thresholds, count, 1, now, units).allowed);
  }
});
