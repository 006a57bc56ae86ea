import postgres from "postgres";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clockShift, now, shiftClock, wallNow } from "@/lib/clock";
import { withoutTenant } from "@/lib/context";
import { env } from "@/lib/env";
import { asSystem } from "@/testing/actors";
import { followClock } from "./follow-clock";

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
const day = 86_400;

/** Moves time as another process does. */
async function moveElsewhere(shift: number) {
  await owner.begin(async (sql) => {
    await sql`insert into time_machine (shift_seconds) values (${shift})
      on conflict ("only") do update set shift_seconds = excluded.shift_seconds`;
    await sql`select pg_notify('gatehouse_time', ${String(shift)})`;
  });
}

const listeners = () => owner<{ pid: number }[]>`
  select pid from pg_stat_activity where datname = current_database() and query ilike 'listen "gatehouse_time"%'`;

beforeEach(() => shiftClock(0));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
  shiftClock(0);
});
afterAll(() => owner.end());

describe.each([
  ["in production", { NODE_ENV: "production", STRIPE_SECRET_KEY: "sk_live_1", DEMO: "0" }],
  ["with a live key, demo or not", { NODE_ENV: "production", STRIPE_SECRET_KEY: "sk_live_1", DEMO: "1" }],
])("%s", (_, variables) => {
  it("there is no listener, no route and no bar, time does not move, and the row is ignored", async () => {
    await moveElsewhere(5 * day);
    const before = await listeners();
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    vi.resetModules();
    const machine = await import("./index");
    await machine.followClock();
    await machine.recallClock();
    expect(clockShift()).toBe(0);
    expect(await listeners()).toEqual(before);
    expect(machine.mayTravelHere({ isPlatformAdmin: true })).toBe(false);
    expect(() => machine.requireTimeMachine()).toThrow("No such time machine");
    const { GET, POST } = await import("@/app/api/time-machine/route");
    const request = () =>
      new Request("http://localhost:3000/api/time-machine", { method: "POST", body: '{"by":"+1d"}' });
    expect([(await GET(request())).status, (await POST(request())).status]).toEqual([404, 404]);
    await expect(machine.travel({})).rejects.toThrow("No such time machine");
    await machine.keepTime({}).stop();
  });
});

describe("a process that follows the time machine", () => {
  it("reads the shift at its start, is notified of each move, and reads it again after a lost connection", async () => {
    await moveElsewhere(day);
    await followClock();
    expect(clockShift()).toBe(day);
    expect(now().getTime() - wallNow().getTime()).toBeGreaterThan(day * 1000 - 100);

    await moveElsewhere(2 * day);
    await expect.poll(clockShift).toBe(2 * day);

    const [listener] = await listeners();
    await owner`select pg_terminate_backend(${listener?.pid ?? 0})`;
    await owner`update time_machine set shift_seconds = ${3 * day}`;
    await expect.poll(clockShift, { timeout: 10_000 }).toBe(3 * day);
    await moveElsewhere(4 * day);
    await expect.poll(clockShift).toBe(4 * day);
    const [last] = await listeners();
    await owner`select pg_terminate_backend(${last?.pid ?? 0})`;
  });

  it("gives both times to every context, and the given time to both", async () => {
    shiftClock(400 * day);
    const actor = asSystem();
    const ahead = await withoutTenant({ actor }, async (ctx) => ctx.now.getTime() - ctx.wall.getTime());
    expect(Math.round(ahead / 1000 / day)).toBe(400);
    const given = new Date("2027-01-01T00:00:00Z");
    await withoutTenant({ actor, now: given }, async (ctx) => expect([ctx.now, ctx.wall]).toEqual([given, given]));
  });
});
