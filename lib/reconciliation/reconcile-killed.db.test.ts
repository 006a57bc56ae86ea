import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { drift, reconciliations } from "@/db/schema";
import { stripe } from "@/lib/billing/stripe/stripe";
import { withPlatform } from "@/lib/context";
import { found } from "@/lib/errors";
import { asSystem } from "@/testing/actors";
import { assertAllEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { clearFaults, injectFault } from "@/testing/billing/faults";
import { setMirror } from "@/testing/billing/mirror";
import { kill, startWorker } from "@/testing/billing/processes";
import { paidAtStripe, stateOf, sync } from "@/testing/billing/stories";
import { newUser } from "@/testing/factories";
import { reconcileNow } from "./index";
import { reconcile } from "./reconcile";

const actor = asSystem();

async function runs() {
  const rows = await withPlatform({ actor }, ({ tx }) => tx.select().from(reconciliations));
  return found(rows[0], "run");
}

describe("a reconciliation whose worker is killed with -9", () => {
  it("continues at the page it was at, and records each mismatch once", { timeout: 90_000 }, async () => {
    const organizations = await Promise.all([paidAtStripe(), paidAtStripe(), paidAtStripe()]);
    for (const { id, customerId } of organizations) {
      await sync(customerId);
      await setMirror(id, { unitAmount: 1 });
    }
    // Stripe lists the newest first: ours are on the last of four pages.
    await Promise.all(Array.from({ length: 320 }, () => stripe().customers.create({})));
    const admin = await newUser({ platformAdmin: true });
    // Slow lists leave time to kill the worker in the middle.
    await injectFault({ kind: "slow", method: "GET", path: "/v1/customers", ms: 600 });
    await withPlatform({ actor: { kind: "user", id: admin.id } }, reconcileNow);
    const worker = startWorker();
    await expect.poll(async () => (await runs()).cursor, { timeout: 60_000, interval: 50 }).not.toBeNull();
    await kill(worker);
    await clearFaults();
    const killed = await runs();
    expect(killed).toMatchObject({ status: "running", phase: "customers", customersChecked: 0 });

    const requested: string[] = [];
    stripe().on("request", ({ path }: { path: string }) => void requested.push(path));
    await reconcile({ reconciliationId: killed.id });

    expect(await runs()).toMatchObject({ status: "done", customersChecked: 3 });
    const [first] = requested.filter((path) => path.startsWith("/v1/customers?"));
    expect(first).toContain(`starting_after=${killed.cursor}`);
    for (const { id, customerId } of organizations) {
      expect((await stateOf(id)).subscription.unitAmount).toBe(19900);
      const recorded = await withPlatform({ actor }, ({ tx }) =>
        tx.select().from(drift).where(eq(drift.stripeCustomerId, customerId)),
      );
      expect(recorded.map(({ kind }) => kind)).toEqual(["amount"]);
    }
    await assertAllEqualToStripe();
  });
});
