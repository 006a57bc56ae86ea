import { freezeDatabase, killDatabase, startDatabase, stopDatabase } from "@/testing/usage/own-database";
import "@/testing/billing/local-stripe";
import { setTimeout as sleep } from "node:timers/promises";
import type Stripe from "stripe";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { env } from "@/lib/env";
import { installQueues } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { assertEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { deliver, eventsOf, loggedEventsOf, paidAtStripe, sync } from "@/testing/billing/stories";

beforeAll(async () => {
  await installQueues(env.DATABASE_URL);
  vi.spyOn(logger, "warn").mockReturnValue(undefined);
});

async function told(event: Stripe.Event) {
  const began = performance.now();
  const { status, headers } = await deliver(JSON.stringify(event));
  return { id: event.id, status, retryAfter: headers.get("retry-after"), ms: performance.now() - began };
}

async function secondsUntilWell(event: Stripe.Event): Promise<number> {
  const began = performance.now();
  while ((await told(event)).status !== 200) await sleep(100);
  return (performance.now() - began) / 1000;
}

describe("the webhook with the database away", () => {
  it.each<[string, () => Promise<void>, () => Promise<void>]>([
    ["stopped", stopDatabase, startDatabase],
    ["standing still with its connections open", () => freezeDatabase("SIGSTOP"), () => freezeDatabase("SIGCONT")],
  ])(
    "%s answers 503 within 5 seconds, and is well again within 10 without a restart",
    async (_how, goes, comesBack) => {
      const { id, customerId } = await paidAtStripe();
      const events = await eventsOf(customerId);
      const [first] = events;
      if (!first) throw new Error("nothing was told");
      await goes();
      const refused = await Promise.all(events.map(told)).finally(comesBack);
      expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
      expect(refused.every(({ retryAfter }) => retryAfter !== null)).toBe(true);
      expect(Math.max(...refused.map(({ ms }) => ms))).toBeLessThan(5_000);
      expect(await secondsUntilWell(first)).toBeLessThan(10);
      // Stripe comes again with all of it.
      expect(Math.max(...(await Promise.all(events.map(secondsUntilWell))))).toBeLessThan(10);
      expect(await loggedEventsOf(customerId)).toHaveLength(events.length);
      await sync(customerId);
      await assertEqualToStripe(id);
    },
  );

  it("killed under load has every event that was acknowledged, and none twice", async () => {
    const { id, customerId } = await paidAtStripe();
    const [first] = await eventsOf(customerId);
    if (!first) throw new Error("nothing was told");
    const answered: Awaited<ReturnType<typeof told>>[] = [];
    let running = true;
    const sender = async (_: unknown, name: number) => {
      for (let nth = 0; running; nth += 1) {
        const answer = await told({ ...first, id: `${first.id}_${name}_${nth}` });
        answered.push(answer);
        if (answer.status !== 200) await sleep(100);
      }
    };
    const senders = Promise.all(Array.from({ length: 10 }, sender));
    await expect.poll(() => answered.length, { timeout: 10_000 }).toBeGreaterThan(50);
    await killDatabase();
    await sleep(300);
    await startDatabase();
    expect(await secondsUntilWell(first)).toBeLessThan(10);
    running = false;
    await senders;
    const acknowledged = answered.filter(({ status }) => status === 200);
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200, 503]));
    const stored = (await loggedEventsOf(customerId)).map((row) => row.id);
    expect(acknowledged.filter((one) => !stored.includes(one.id))).toEqual([]);
    expect(stored).toHaveLength(new Set(stored).size);
    await sync(customerId);
    await assertEqualToStripe(id);
    // No connection of the pool is left behind; the last of those made while the server started may be refused still.
    const refused = async () => {
      const answers = await Promise.all(Array.from({ length: 200 }, () => told(first)));
      return answers.filter(({ status }) => status !== 200).length;
    };
    await expect.poll(refused, { timeout: 10_000 }).toBe(0);
  });
});
