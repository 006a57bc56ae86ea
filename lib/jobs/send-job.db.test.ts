import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { withoutTenant, withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { sendJob, sendJobs } from "./index";

const actor = asSystem();

async function waiting(key: string): Promise<number> {
  return withPlatform({ actor }, async ({ tx }) => {
    const rows = await tx.execute(sql`select id from pgboss.job where singleton_key = ${key}`);
    return rows.length;
  });
}

describe("sending a job", () => {
  it("happens if and only if the transaction commits", async () => {
    const undone = withoutTenant({ actor }, async (ctx) => {
      await sendJob(ctx, "sync-customer", { customerId: "cus_undone" }, "cus_undone");
      throw new Error("undo");
    });
    await expect(undone).rejects.toThrow("undo");
    expect(await waiting("cus_undone")).toBe(0);

    await withoutTenant({ actor }, (ctx) => sendJob(ctx, "sync-customer", { customerId: "cus_done" }, "cus_done"));
    expect(await waiting("cus_done")).toBe(1);
  });

  it("adds no second job for a customer while one is waiting", async () => {
    const hint = () =>
      withoutTenant({ actor }, (ctx) => sendJob(ctx, "sync-customer", { customerId: "cus_1" }, "cus_1"));
    await Promise.all(Array.from({ length: 20 }, hint));
    expect(await waiting("cus_1")).toBe(1);
  });

  it("has no deadlock between senders of the same jobs in different orders", async () => {
    const jobs = Array.from({ length: 200 }, (_, nth) => ({
      input: { customerId: `cus_many_${nth}` },
      key: `cus_many_${nth}`,
    }));
    const send = (order: typeof jobs) =>
      withoutTenant({ actor }, async (ctx) => {
        await sendJobs(ctx, "sync-customer", order);
        await sendJobs(ctx, "sync-customer", order);
      });
    await Promise.all(Array.from({ length: 8 }, (_, nth) => send(nth % 2 === 0 ? jobs : jobs.toReversed())));
    expect(await waiting("cus_many_0")).toBe(1);
    expect(await waiting("cus_many_199")).toBe(1);
  });
});
