import "@/testing/billing/local-stripe";
import { desc } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { reconciliations } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { paidAtStripe, sync } from "@/testing/billing/stories";
import { newOrganization } from "@/testing/factories";
import { isComparable, isGenerated } from "./generated-customers";
import { generatedCustomerPrefix } from "./generated-prefix";
import { countGenerated, listMismatches, verifyOrganization } from "./index";
import { reconcile } from "./reconcile";

vi.mock("@/lib/env", async (original) => {
  const { env: real } = await original<typeof import("@/lib/env")>();
  return { env: { ...real } };
});

const actor = asSystem();
const key = env.STRIPE_SECRET_KEY;
afterEach(() => Object.assign(env, { STRIPE_SECRET_KEY: key }));

async function generated(): Promise<string> {
  const { id } = await newOrganization();
  await setMirror(id, {
    status: "active",
    planKey: "starter",
    mrr: 4_900,
    currency: "usd",
    stripeCustomerId: `${generatedCustomerPrefix}${id.slice(-12)}`,
    stripeSubscriptionId: `sub_${id}`,
  });
  return id;
}

describe("customers of generated history", () => {
  it("are left out of a run, which compares the others as ever, and are counted", async () => {
    const real = await paidAtStripe("starter");
    await sync(real.customerId);
    await setMirror(real.id, { planKey: "enterprise" });
    // The newest ones: a sample of them doesn't mean that the key is another account's.
    for (let index = 0; index < 4; index += 1) await generated();
    await reconcile({});
    const [run] = await withPlatform({ actor }, ({ tx }) =>
      tx.select().from(reconciliations).orderBy(desc(reconciliations.startedAt)).limit(1),
    );
    expect(run).toMatchObject({ status: "done", error: null });
    const { rows } = await withPlatform({ actor }, (ctx) => listMismatches(ctx, {}, 100));
    expect(rows.map(({ stripeCustomerId }) => stripeCustomerId)).toContain(real.customerId);
    expect(rows.filter(({ stripeCustomerId }) => stripeCustomerId?.startsWith(generatedCustomerPrefix))).toEqual([]);
    expect(await withPlatform({ actor }, countGenerated)).toBeGreaterThanOrEqual(4);
  });

  it("can't be verified one by one either, and the page says why", async () => {
    const organizationId = await generated();
    await expect(withPlatform({ actor }, (ctx) => verifyOrganization(ctx, { organizationId }))).rejects.toMatchObject({
      code: "conflict",
      message: "This organization's history was generated. Stripe doesn't have it.",
    });
  });

  it("are compared like all others with a live key", async () => {
    const customerId = `${generatedCustomerPrefix}forged`;
    expect([isGenerated(customerId), isComparable()]).toEqual([true, expect.anything()]);
    Object.assign(env, { STRIPE_SECRET_KEY: "rk_live_1" });
    expect([isGenerated(customerId), isComparable()]).toEqual([false, undefined]);
    expect(await withPlatform({ actor }, countGenerated)).toBe(0);
  });
});
