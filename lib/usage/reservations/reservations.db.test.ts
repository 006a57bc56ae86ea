import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { usageCounters, usageEvents, usageReservations } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { minute } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { inOrganization, newOrganization } from "@/testing/factories";
import { usageEventSchema } from "../track/event";
import { trackEvents } from "../track/track-events";
import { commitReservation } from "./commit-reservation";
import { expireReservations } from "./expire-reservations";
import { releaseReservation } from "./release-reservation";
import { type ReserveInput, reserveSchema } from "./reservation";
import { reserveUsage } from "./reserve-usage";

const start = new Date("2026-03-10T12:00:00Z");
const later = (minutes: number) => new Date(start.getTime() + minutes * minute);

let organization: { id: string };

// Starter: 200 work orders a month, the hard limit at 220.
beforeEach(async () => {
  organization = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
});

const reserve = (amount: number, now = start, given: Partial<ReserveInput> = {}) =>
  inOrganization(
    organization.id,
    (ctx) =>
      reserveUsage(ctx, reserveSchema.parse({ organization: organization.id, meter: "work_orders", amount, ...given })),
    now,
  );
const commit = (id: string, amount?: number, now = start) =>
  inOrganization(organization.id, (ctx) => commitReservation(ctx, { id, amount }), now);
const release = (id: string, now = start) =>
  inOrganization(organization.id, (ctx) => releaseReservation(ctx, { id }), now);
const track = async (amount: number, now = start) => {
  const event = usageEventSchema.parse({ organization: organization.id, meter: "work_orders", amount });
  const [answer] = await trackEvents({ actor: { kind: "platform_key", id: "key" }, now }, [event]);
  return answer;
};
const sweep = (now: Date) => withPlatform({ actor: asSystem(), now }, expireReservations);

const sums = () =>
  inOrganization(organization.id, async ({ tx }) => {
    const counters = await tx.select().from(usageCounters);
    const events = await tx.select().from(usageEvents);
    return {
      used: counters.reduce((sum, { used }) => sum + used, 0),
      held: counters.reduce((sum, { held }) => sum + held, 0),
      events: events.reduce((sum, { amount }) => sum + amount, 0),
    };
  });

describe("a reservation", () => {
  it("holds its amount against events and other reservations, up to the hard limit", async () => {
    await reserve(200);
    expect(await sums()).toEqual({ used: 0, held: 200, events: 0 });
    expect((await track(20))?.status).toBe("accepted");
    expect(await track(1)).toMatchObject({
      status: "refused",
      error: { code: "limit_reached", details: { rule: "hard_limit", used: 20, held: 200, hardLimit: 220 } },
    });
    await expect(reserve(1)).rejects.toMatchObject({ code: "limit_reached", details: { held: 200 } });
  });

  it("counts the used amount when committed and releases the rest", async () => {
    const { id } = await reserve(200);
    await commit(id, 150);
    expect(await sums()).toEqual({ used: 150, held: 0, events: 150 });
    expect((await track(70))?.status).toBe("accepted");
    expect((await track(1))?.status).toBe("refused");
  });

  it("counts nothing when released", async () => {
    const { id } = await reserve(220);
    await release(id);
    expect(await sums()).toEqual({ used: 0, held: 0, events: 0 });
    expect((await track(220))?.status).toBe("accepted");
  });

  it("is settled once, whatever is retried", async () => {
    const first = await reserve(10);
    const [committed, again] = [await commit(first.id, 4), await commit(first.id, 4)];
    expect(again).toEqual(committed);
    await expect(commit(first.id, 5)).rejects.toMatchObject({ code: "conflict" });
    await expect(release(first.id)).rejects.toMatchObject({ code: "conflict" });
    const second = await reserve(10);
    expect(await release(second.id)).toEqual(await release(second.id));
    await expect(commit(second.id)).rejects.toMatchObject({ code: "conflict", details: { state: "released" } });
    expect(await sums()).toEqual({ used: 4, held: 0, events: 4 });
  });

  it("cannot be committed with more than it holds, nor by another organization", async () => {
    const { id } = await reserve(10);
    await expect(commit(id, 11)).rejects.toMatchObject({ code: "invalid_input" });
    const other = await newOrganization();
    await expect(inOrganization(other.id, (ctx) => commitReservation(ctx, { id }), start)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await sums()).toEqual({ used: 0, held: 10, events: 0 });
  });

  it("with a key is created once; the key with another one is a conflict", async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => reserve(10, start, { idempotencyKey: "job-1" })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await sums()).toMatchObject({ held: 10 });
    await expect(reserve(11, start, { idempotencyKey: "job-1" })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is counted even if the plan has changed since it was allowed", async () => {
    const { id } = await reserve(220);
    await setMirror(organization.id, { status: "canceled" });
    await commit(id);
    expect(await sums()).toEqual({ used: 220, held: 0, events: 220 });
  });

  it("releases its amount when it expires, without a job", async () => {
    const { id } = await reserve(220, start, { expiresIn: 15 * 60 });
    expect((await track(1, new Date(later(15).getTime() - 1)))?.status).toBe("refused");
    expect((await track(1, later(15)))?.status).toBe("accepted");
    await expect(commit(id, 1, later(15))).rejects.toMatchObject({ code: "conflict", details: { state: "expired" } });
    expect(await sums()).toEqual({ used: 1, held: 220, events: 1 });
  });

  it("is settled by the job exactly once, even if two run at once", async () => {
    await reserve(100);
    const kept = await reserve(50, start, { expiresIn: 24 * 60 * 60 });
    await Promise.all([sweep(later(20)), sweep(later(20)), sweep(later(20))]);
    expect(await sums()).toEqual({ used: 0, held: 50, events: 0 });
    await commit(kept.id, undefined, later(30));
    expect(await sums()).toEqual({ used: 50, held: 0, events: 50 });
  });

  it("counts in the period it was made in for an hour after its end, then in the new one", async () => {
    const turn = new Date("2026-04-10T12:00:00Z");
    const before = new Date(turn.getTime() - minute);
    const [soon, late] = [await reserve(5, before, { expiresIn: 7200 }), await reserve(7, before, { expiresIn: 7200 })];
    await commit(soon.id, undefined, new Date(turn.getTime() + 59 * minute));
    await commit(late.id, undefined, new Date(turn.getTime() + 60 * minute));
    const counters = await inOrganization(organization.id, ({ tx }) =>
      tx.select().from(usageCounters).orderBy(usageCounters.periodStart),
    );
    expect(counters.map(({ used, held }) => [used, held])).toEqual([
      [5, 0],
      [7, 0],
    ]);
  });
});

describe("many at once", () => {
  it("use exactly what is left, events and reservations together", async () => {
    await track(170);
    const asked = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? reserve(1) : track(1)));
    const settled = await Promise.allSettled<unknown>(asked);
    const { used, held } = await sums();
    expect(used + held).toBe(220);
    const reserved = settled.filter((one, index) => index % 2 === 0 && one.status === "fulfilled").length;
    expect(held).toBe(reserved);
  });

  it("waits for a reservation that is not committed yet", async () => {
    await track(1);
    const input = reserveSchema.parse({ organization: organization.id, meter: "work_orders", amount: 219 });
    const reserving = inOrganization(
      organization.id,
      async (ctx) => {
        await reserveUsage(ctx, input);
        const waiting = track(1);
        await sleep(100);
        return { waiting };
      },
      start,
    );
    expect(await (await reserving).waiting).toMatchObject({ status: "refused", error: { details: { held: 219 } } });
  });

  it("commits, releases and expirations of the same one result in one of them", async () => {
    const { id } = await reserve(10);
    const tries = [commit(id, 3), release(id), commit(id, 3), sweep(later(20)), release(id), commit(id, 10)];
    await Promise.allSettled<unknown>(tries);
    const [row] = await inOrganization(organization.id, ({ tx }) =>
      tx.select().from(usageReservations).where(eq(usageReservations.id, id)),
    );
    expect(row?.outcome).not.toBeNull();
    expect(await sums()).toEqual({ used: row?.committed ?? 0, held: 0, events: row?.committed ?? 0 });
  });
});
