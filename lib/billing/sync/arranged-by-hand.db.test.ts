import "@/testing/billing/local-stripe";
import { afterEach, describe, expect, it } from "vitest";
import { withPlatform } from "@/lib/context";
import { assertMovements } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { priceId } from "@/testing/billing/by-hand";
import { stateOf, sync } from "@/testing/billing/stories";
import { atStripe, subscriber } from "@/testing/billing/subscribers";
import { stripe } from "../stripe/stripe";

// What a person does in the Stripe dashboard is kept, and read as Stripe means it.

const platform = { actor: asSystem() } as const;

/** Movements add up to MRR after every test. */
afterEach(() => withPlatform(platform, assertMovements));

describe("a schedule made by a person", () => {
  it("is shown with all its phases, and known as theirs", async () => {
    const organization = await subscriber();
    const { subscription } = await atStripe(organization);
    const schedule = await stripe().subscriptionSchedules.create({ from_subscription: subscription.id });
    const [current] = schedule.phases;
    if (!current) throw new Error("the schedule has no phase");
    const own = await stripe().prices.create({
      currency: "usd",
      product: "unison_enterprise",
      unit_amount: 150_000,
      recurring: { interval: "month" },
    });
    await stripe().subscriptionSchedules.update(schedule.id, {
      phases: [
        {
          items: subscription.items.data.map(({ price, quantity }) => ({ price: price.id, quantity: quantity ?? 1 })),
          start_date: current.start_date,
          end_date: current.end_date,
        },
        {
          items: [{ price: own.id, quantity: 1 }],
          duration: { interval: "month", interval_count: 12 },
        },
        {
          items: [{ price: await priceId("unison_enterprise_month_usd_v1"), quantity: 1 }],
          duration: { interval: "month", interval_count: 1 },
        },
      ],
    });
    await sync(organization.customerId);
    const { scheduledChange } = await stateOf(organization.id);
    expect(scheduledChange).toMatchObject({
      planKey: "enterprise",
      lookupKey: null,
      managed: false,
      endBehavior: "release",
      items: [
        { kind: "plan", itemKey: "enterprise", unitAmount: 150_000, recurringAmount: 150_000, name: "Enterprise" },
      ],
    });
    expect(scheduledChange?.phases.map(({ planKey, items }) => [planKey, items[0]?.unitAmount])).toEqual([
      ["enterprise", 150_000],
      ["enterprise", 99_900],
    ]);
  });
});

describe("a sync of a typical customer", () => {
  it("takes five calls to Stripe", async () => {
    const organization = await subscriber();
    const calls: string[] = [];
    const count = ({ path }: { path: string }) => calls.push(path.split("?")[0] ?? path);
    stripe().on("request", count);
    await sync(organization.customerId);
    stripe().off("request", count);
    expect(calls.toSorted()).toEqual([
      "/v1/charges",
      `/v1/customers/${organization.customerId}`,
      "/v1/invoiceitems",
      "/v1/invoices",
      "/v1/subscriptions",
    ]);
  });
});

describe("a customer deleted at Stripe", () => {
  it("is synced and marked, and its subscription has ended", async () => {
    const organization = await subscriber();
    await stripe().customers.del(organization.customerId);
    expect(await sync(organization.customerId)).toMatchObject({ deleted: true });
    await sync(organization.customerId);
    const { subscription } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ status: "canceled", mrr: 0, customerDeletedAt: expect.any(Date) });
  });
});
