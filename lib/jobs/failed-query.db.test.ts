import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it, onTestFinished } from "vitest";
import { withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { newUser } from "@/testing/factories";
import { expectLog } from "@/testing/logs";
import { drainQueues, type JobHandlers, runWorker, sendJob } from "./index";

const actor = asSystem();

/** An email address that is taken: both the query and PostgreSQL's detail contain it. */
const email = `${uuidv7()}@example.com`;
const handlers: Partial<JobHandlers> = { "sync-customer": () => newUser({ email }) };

async function outputOf(customerId: string): Promise<{ message: string; whole: string } | undefined> {
  const [job] = await withPlatform({ actor }, ({ tx }) =>
    tx.execute<{ message: string; whole: string }>(sql`
      select output->>'message' as message, output::text as whole from pgboss.job
      where name = 'sync-customer' and data->>'customerId' = ${customerId} and output is not null`),
  );
  return job;
}

async function runByWorker(): Promise<void> {
  const { stop } = await runWorker(handlers);
  onTestFinished(stop);
}

describe("a job whose query failed", () => {
  it.each([
    ["a worker", runByWorker],
    ["drainQueues", () => drainQueues(handlers)],
  ])("run by %s keeps the constraint that was violated, and no personal data", async (_, run) => {
    expectLog("job failed");
    const customerId = `cus_${uuidv7()}`;
    await newUser({ email }).catch(() => undefined);
    await withPlatform({ actor }, (ctx) => sendJob(ctx, "sync-customer", { customerId }, customerId));
    await run();
    await expect.poll(() => outputOf(customerId), { timeout: 10_000 }).toBeDefined();
    const kept = await outputOf(customerId);
    expect(kept?.message).toMatch(/^duplicate key value violates unique constraint/);
    expect(kept?.whole).not.toContain(email);
  });
});
