import { freezeDatabase, killDatabase, startDatabase, stopDatabase } from "@/testing/usage/own-database";
import "@/testing/billing/local-stripe";
import { setTimeout as sleep } from "node:timers/promises";
import type Stripe from "stripe";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { withinDeadline } from "@/lib/deadline";
import { env } from "@/lib/env";
import { installQueues } from "@/lib/jobs";
import { assertEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { deliver, eventsOf, loggedEventsOf, paidAtStripe, sync } from "@/testing/billing/stories";
import { allowLog, expectLog } from "@/testing/logs";

vi.mock("@/lib/deadline", { spy: true });

beforeAll(async () => {
  await installQueues(env.DATABASE_URL);
});

async function deliverEvent(event: Stripe.Event) {
  const { status, headers } = await deliver(JSON.stringify(event));
  return { id: event.id, status, retryAfter: headers.get("retry-after") };
}

const accepted = (event: Stripe.Event) =>
  expect.poll(async () => (await deliverEvent(event)).status, { interval: 100, timeout: 10_000 }).toBe(200);

/** The webhook's longest deadline, in milliseconds. */
const longestDeadline = () => Math.max(...vi.mocked(withinDeadline).mock.calls.map(([milliseconds]) => milliseconds));

const unavailable = "a service is unavailable";

describe("the webhook with the database down", () => {
  it.each<[string, () => Promise<void>, () => Promise<void>]>([
    ["stopped", stopDatabase, startDatabase],
    ["frozen with its connections open", () => freezeDatabase("SIGSTOP"), () => freezeDatabase("SIGCONT")],
  ])(
    "%s answers 503 by its deadline of less than 5 seconds, and recovers without a restart",
    async (_how, goes, comesBack) => {
      allowLog(unavailable);
      const { id, customerId } = await paidAtStripe();
      const events = await eventsOf(customerId);
      const [first] = events;
      if (!first) throw new Error("no event");
      await goes();
      const refused = await Promise.all(events.map(deliverEvent)).finally(comesBack);
      expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
      expect(refused.every(({ retryAfter }) => retryAfter !== null)).toBe(true);
      expect(longestDeadline()).toBeLessThan(5_000);
      await accepted(first);
      // Stripe retries all of them.
      await Promise.all(events.map(accepted));
      expect(await loggedEventsOf(customerId)).toHaveLength(events.length);
      await sync(customerId);
      await assertEqualToStripe(id);
    },
  );

  it("killed under load keeps every acknowledged event, and none twice", async () => {
    expectLog(unavailable);
    const { id, customerId } = await paidAtStripe();
    const [first] = await eventsOf(customerId);
    if (!first) throw new Error("no event");
    const answered: Awaited<ReturnType<typeof deliverEvent>>[] = [];
    let running = true;
    const sender = async (_: unknown, name: number) => {
      for (let nth = 0; running; nth += 1) {
        const answer = await deliverEvent({ ...first, id: `${first.id}_${name}_${nth}` });
        answered.push(answer);
        if (answer.status !== 200) await sleep(100);
      }
    };
    const senders = Promise.all(Array.from({ length: 10 }, sender));
    await expect.poll(() => answered.length, { timeout: 10_000 }).toBeGreaterThan(50);
    await killDatabase();
    await sleep(300);
    await startDatabase();
    await accepted(first);
    running = false;
    await senders;
    const acknowledged = answered.filter(({ status }) => status === 200);
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200, 503]));
    const stored = (await loggedEventsOf(customerId)).map((row) => row.id);
    expect(acknowledged.filter((one) => !stored.includes(one.id))).toEqual([]);
    expect(stored).toHaveLength(new Set(stored).size);
    await sync(customerId);
    await assertEqualToStripe(id);
    // No connection of the pool is broken. The last ones opened while the server started may still be refused.
    const refused = async () => {
      const answers = await Promise.all(Array.from({ length: 200 }, () => deliverEvent(first)));
      return answers.filter(({ status }) => status !== 200).length;
    };
    await expect.poll(refused, { timeout: 10_000 }).toBe(0);
  });
});
