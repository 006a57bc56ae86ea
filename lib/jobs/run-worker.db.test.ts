import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { afterEach, describe, expect, it } from "vitest";
import { withoutTenant, withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { expectLog } from "@/testing/logs";
import { type JobHandlers, runWorker, sendJob, sendJobs, workerIsAlive } from "./index";

const actor = asSystem();
const stops: (() => Promise<void>)[] = [];

async function work(handlers: Partial<JobHandlers>) {
  const worker = await runWorker(handlers);
  stops.push(worker.stop);
}

const send = (customerId: string) =>
  withoutTenant({ actor }, (ctx) => sendJob(ctx, "sync-customer", { customerId }, customerId));

const states = () =>
  withPlatform({ actor }, async ({ tx }) => {
    const rows = await tx.execute<{ state: string }>(
      sql`select state::text from pgboss.job where name = 'sync-customer'`,
    );
    return rows.map(({ state }) => state);
  });

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

describe("a worker", () => {
  it("writes a heartbeat, which the app role can read", async () => {
    expect(await withoutTenant({ actor }, workerIsAlive)).toBe(false);
    await work({});
    await expect.poll(() => withoutTenant({ actor }, workerIsAlive), { timeout: 5_000 }).toBe(true);
  });

  it("runs each job with its input, without waiting for the next poll in between", async () => {
    const seen: string[] = [];
    const customers = Array.from({ length: 12 }, (_, index) => `cus_${index}`);
    for (const customer of customers) await send(customer);
    await work({ "sync-customer": async ({ customerId }) => seen.push(customerId) });
    await expect.poll(() => seen.length, { timeout: 5_000 }).toBe(12);
    expect(seen.sort()).toEqual(customers.sort());
    await expect.poll(async () => new Set(await states()), { timeout: 5_000 }).toEqual(new Set(["completed"]));
  });

  it("retries a failed job a little later", async () => {
    expectLog("job failed");
    let tries = 0;
    const duplicate = { organizationId: uuidv7(), subscriptionId: "sub_again" };
    await withoutTenant({ actor }, (ctx) => sendJob(ctx, "cancel-duplicate", duplicate, duplicate.subscriptionId));
    await work({
      // A queue of its own, because the worker of the test before may still fetch a job while it stops.
      "cancel-duplicate": async () => {
        tries += 1;
        if (tries === 1) throw new Error("Stripe is away");
      },
    });
    await expect.poll(() => tries, { timeout: 10_000 }).toBe(2);
  });

  it("reports each job of a batch by itself: a failing one does not fail the others", async () => {
    expectLog("job failed");
    const seen: string[] = [];
    const customers = Array.from({ length: 6 }, (_, index) => `cus_beside_${index}`);
    await withoutTenant({ actor }, (ctx) =>
      sendJobs(
        ctx,
        "sync-customer",
        customers.map((customerId) => ({ input: { customerId }, key: customerId })),
      ),
    );
    await work({
      "sync-customer": async ({ customerId }) => {
        seen.push(customerId);
        if (customerId === "cus_beside_1" && seen.filter((one) => one === customerId).length === 1)
          throw new Error("no");
      },
    });
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(7);
    expect(seen.toSorted()).toEqual([...customers, "cus_beside_1"].toSorted());
  });

  it("ignores queues without a handler", async () => {
    await send("cus_waiting");
    await work({ "sweep-events": async () => undefined });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await states()).toContain("created");
  });
});
