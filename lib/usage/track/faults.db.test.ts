import "@/testing/usage/own-database";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/v1/usage/track/route";
import { usageEvents } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { withinDeadline } from "@/lib/deadline";
import { createPlatformKey } from "@/lib/keys";
import { logger } from "@/lib/logger";
import { asSystem } from "@/testing/actors";
import { newOrganization, newUser } from "@/testing/factories";
import { freezeDatabase, killDatabase, startDatabase, stopDatabase } from "@/testing/usage/own-database";

vi.mock("@/lib/deadline", { spy: true });

let key: string;
let organizations: string[];

beforeAll(async () => {
  const { id } = await newUser({ platformAdmin: true });
  const made = await withPlatform({ actor: { kind: "user", id } }, (ctx) =>
    createPlatformKey(ctx, { name: "server", scopes: ["usage:write"], expiresInDays: null }),
  );
  key = made.key;
  const some = await Promise.all(Array.from({ length: 4 }, () => newOrganization({ plan: "enterprise" })));
  organizations = some.map((organization) => organization.id);
});

let sent = 0;

/** Tracks one event with its own key. @returns the result. */
async function track(idempotencyKey = `key-${sent++}`) {
  const body = { organization: organizations[sent % organizations.length], meter: "work_orders", idempotencyKey };
  const response = await POST(
    new Request("http://localhost/api/v1/usage/track", {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    }),
  );
  return { key: idempotencyKey, body, status: response.status };
}

type Tracked = Awaited<ReturnType<typeof track>>;

/** Many callers, each sending the next event when the last one is answered, until stopped. */
function load(callers: number): { acknowledged(): number; stop(): Promise<Tracked[]> } {
  const answered: Tracked[] = [];
  let running = true;
  const caller = async () => {
    while (running) {
      const answer = await track();
      answered.push(answer);
      if (answer.status !== 200) await sleep(100);
    }
  };
  const all = Promise.all(Array.from({ length: callers }, caller));
  return {
    acknowledged: () => answered.filter(({ status }) => status === 200).length,
    async stop() {
      running = false;
      await all;
      return answered;
    },
  };
}

const stored = () =>
  withPlatform({ actor: asSystem() }, async ({ tx }) => {
    const rows = await tx.select({ key: usageEvents.idempotencyKey }).from(usageEvents);
    const [sums] = await tx.execute<{ used: number; events: number }>(sql`
      select (select sum(used)::int from usage_counters) as used, (select sum(amount)::int from usage_events) as events`);
    return { keys: rows.map((row) => row.key), sums };
  });

const wellAgain = () => expect.poll(async () => (await track()).status, { interval: 100, timeout: 10_000 }).toBe(200);

/** Tracking's longest deadline, in milliseconds. */
const longestDeadline = () => Math.max(...vi.mocked(withinDeadline).mock.calls.map(([milliseconds]) => milliseconds));

describe("PostgreSQL killed under load", () => {
  it("has every acknowledged row exactly once, and matching counters", async () => {
    vi.spyOn(logger, "warn").mockReturnValue(undefined);
    const callers = load(20);
    await expect.poll(callers.acknowledged, { timeout: 20_000 }).toBeGreaterThan(40);
    await killDatabase();
    await sleep(300);
    await startDatabase();
    await wellAgain();
    await sleep(300);
    const answered = await callers.stop();
    const acknowledged = answered.filter(({ status }) => status === 200);
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200, 503]));
    const { keys, sums } = await stored();
    const there = new Set(keys);
    expect(keys).toHaveLength(there.size);
    expect(acknowledged.filter((one) => !there.has(one.key))).toEqual([]);
    expect(sums?.used).toBe(sums?.events);
    // Callers without an answer retry: whether or not the first attempt was stored, it counts once.
    const unsure = answered.filter(({ status }) => status === 503).slice(0, 20);
    for (const { key: same, body } of unsure) {
      const again = new Request("http://localhost/api/v1/usage/track", {
        method: "POST",
        headers: { authorization: `Bearer ${key}` },
        body: JSON.stringify(body),
      });
      expect([same, (await POST(again)).status]).toEqual([same, 200]);
    }
    const after = await stored();
    expect(after.keys).toHaveLength(new Set(after.keys).size);
    expect(after.sums?.used).toBe(after.sums?.events);
  });
});

describe("PostgreSQL down", () => {
  it("answers 503 by its deadline of less than 5 seconds, acknowledges nothing, and recovers without a restart", async () => {
    vi.spyOn(logger, "warn").mockReturnValue(undefined);
    await stopDatabase();
    const refused = await Promise.all(Array.from({ length: 30 }, () => track()));
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
    expect(longestDeadline()).toBeLessThan(5_000);
    await startDatabase();
    await wellAgain();
    const { keys, sums } = await stored();
    expect(refused.filter((one) => keys.includes(one.key))).toEqual([]);
    expect(sums?.used).toBe(sums?.events);
  });

  it("answers 503 by its deadline also when it hangs with open connections", async () => {
    vi.spyOn(logger, "warn").mockReturnValue(undefined);
    await freezeDatabase("SIGSTOP");
    try {
      const refused = await Promise.all(Array.from({ length: 10 }, () => track()));
      expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
      expect(longestDeadline()).toBeLessThan(5_000);
    } finally {
      await freezeDatabase("SIGCONT");
    }
    await wellAgain();
    const { sums } = await stored();
    expect(sums?.used).toBe(sums?.events);
  });
});
