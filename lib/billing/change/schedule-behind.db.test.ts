import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { withPlatform } from "@/lib/context";
import { drainQueues } from "@/lib/jobs/drain-queues";
import { asSystem } from "@/testing/actors";
import { addCustomItem, nextTotal, setPlanQuantity } from "@/testing/billing/dashboard";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { sync } from "@/testing/billing/stories";
import { atStripe, does, rowOf, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { handlers } from "@/worker/handlers";
import { stripe } from "../stripe/stripe";
import { syncCustomer } from "../sync/sync-customer";
import { changePlan } from "./change-plan";

/** Syncs and runs the jobs that follow from it. @returns how many there were. */
async function settle({ customerId }: Subscriber): Promise<number> {
  await withPlatform({ actor: asSystem() }, (ctx) => syncCustomer(ctx, { customerId }));
  return drainQueues({ "refresh-schedule": handlers["refresh-schedule"] });
}

describe("while a downgrade waits for the period's end", () => {
  it("a custom item that a person adds outlives it", async () => {
    const customer = await subscriber("professional");
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    const custom = await addCustomItem(customer, 50_000);
    await settle(customer);
    expect(await nextTotal(customer)).toBe(54_900);
    expect(await rowOf(customer)).toMatchObject({ scheduledPlanKey: "starter" });
    const now = await advanceStripe(32);
    await sync(customer.customerId, now);
    const { items } = await atStripe(customer);
    expect(items).toContainEqual(["unison_starter_month_usd_v1", 1]);
    expect((await atStripe(customer)).subscription.items.data.map(({ price }) => price.id)).toContain(custom.id);
  });

  it("the quantity that a person gives the plan is kept, also by another downgrade", async () => {
    const customer = await subscriber("enterprise");
    await does(customer, (ctx) => changePlan(ctx, { plan: "professional", direction: "down" }));
    await setPlanQuantity(customer, 3);
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    expect(await nextTotal(customer)).toBe(3 * 4_900);
    await setPlanQuantity(customer, 2);
    await settle(customer);
    expect(await nextTotal(customer)).toBe(2 * 4_900);
  });

  it("a subscription that a person switches to invoices stays so", async () => {
    const customer = await subscriber("professional");
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    const { subscription } = await atStripe(customer);
    const invoiced = { collection_method: "send_invoice", days_until_due: 14 } as const;
    await stripe().subscriptions.update(subscription.id, invoiced);
    expect(await settle(customer)).toBe(1);
    expect(await settle(customer)).toBe(0);
    const now = await advanceStripe(32);
    await sync(customer.customerId, now);
    expect((await atStripe(customer)).subscription).toMatchObject(invoiced);
  });

  it("nothing is written when nothing is behind", async () => {
    const customer = await subscriber("professional");
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    expect(await settle(customer)).toBe(0);
  });
});
