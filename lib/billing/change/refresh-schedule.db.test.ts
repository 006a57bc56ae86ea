import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { inTenant, withPlatform } from "@/lib/context";
import { drainQueues } from "@/lib/jobs";
import { asSystem } from "@/testing/actors";
import { addCustomItem, nextTotal, setPlanQuantity } from "@/testing/billing/dashboard";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { stateOf, sync } from "@/testing/billing/stories";
import { atStripe, does, invoicesAtStripe, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { stripe } from "../stripe/stripe";
import { changeAddOns } from "./change-add-ons";
import { changePlan } from "./change-plan";
import { refreshSchedule } from "./refresh-schedule";

/** A person changes the items of a subscription while a change that the customer scheduled waits. */

const platform = { actor: asSystem("stripe") } as const;

const refresh = ({ id }: { id: string }) => withPlatform(platform, (ctx) => refreshSchedule(inTenant(ctx, id)));

/** What the worker does when Stripe says that something changed. */
async function follows(customer: Subscriber): Promise<void> {
  await sync(customer.customerId);
  await drainQueues({
    "sync-customer": ({ customerId }) => sync(customerId),
    "refresh-schedule": ({ organizationId }) => refresh({ id: organizationId }),
  });
}

async function downgrading(): Promise<Subscriber> {
  const customer = await subscriber("professional");
  await does(customer, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
  return customer;
}

const refreshes = async ({ id }: { id: string }) =>
  (await stateOf(id)).audit.filter((action) => action === "billing.schedule_refreshed").length;

describe("an item that a person adds while a downgrade waits", () => {
  it("is still there, and charged, after the downgrade", async () => {
    const customer = await downgrading();
    const custom = await addCustomItem(customer, 50_000);
    expect(await nextTotal(customer)).toBe(4_900);
    await follows(customer);
    expect(await nextTotal(customer)).toBe(54_900);
    expect((await stateOf(customer.id)).scheduledChange).toMatchObject({ planKey: "starter", managed: true });

    const later = await advanceStripe(32);
    await sync(customer.customerId, later);
    const { items } = await atStripe(customer);
    expect(items).toContainEqual(["unison_starter_month_usd_v1", 1]);
    expect(items).toContainEqual([null, 1]);
    const [invoice] = await invoicesAtStripe(customer);
    expect(invoice?.total).toBe(54_900);
    expect(invoice?.lines.data.map(({ pricing }) => pricing?.price_details?.price)).toContain(custom.id);
  });

  it("is followed once, however often the job runs, and not at all while nothing changes", async () => {
    const customer = await downgrading();
    await follows(customer);
    await refresh(customer);
    expect(await refreshes(customer)).toBe(0);
    await addCustomItem(customer, 50_000);
    await follows(customer);
    await follows(customer);
    await Promise.all([refresh(customer), refresh(customer)]);
    expect(await refreshes(customer)).toBe(1);
  });

  it("doesn't come back when the person removes it again", async () => {
    const customer = await downgrading();
    const custom = await addCustomItem(customer, 50_000);
    await follows(customer);
    const { subscription } = await atStripe(customer);
    const item = subscription.items.data.find(({ price }) => price.id === custom.id);
    await stripe().subscriptionItems.del(item?.id ?? "", { proration_behavior: "none" });
    await follows(customer);
    expect(await nextTotal(customer)).toBe(4_900);
  });
});

describe("other changes by a person while a change waits", () => {
  it("of the plan's quantity are kept after it", async () => {
    const customer = await downgrading();
    await setPlanQuantity(customer, 3);
    await follows(customer);
    expect(await nextTotal(customer)).toBe(3 * 4_900);
  });

  it("leave the customer's own fewer add-ons as they were scheduled", async () => {
    const customer = await subscriber("professional");
    await does(customer, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 3 } }));
    await does(customer, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 1 } }));
    await follows(customer);
    expect(await refreshes(customer)).toBe(0);
    const before = await nextTotal(customer);
    await addCustomItem(customer, 50_000);
    await follows(customer);
    expect(await nextTotal(customer)).toBe(before + 50_000);
  });

  it("from the card to invoices are kept after it", async () => {
    const customer = await downgrading();
    const { subscription } = await atStripe(customer);
    const invoiced = { collection_method: "send_invoice", days_until_due: 14 } as const;
    await stripe().subscriptions.update(subscription.id, invoiced);
    await follows(customer);
    await follows(customer);
    expect(await refreshes(customer)).toBe(1);
    await advanceStripe(32);
    expect((await atStripe(customer)).subscription).toMatchObject(invoiced);
  });

  it("of the schedule itself make it theirs: nothing of it is written again", async () => {
    const customer = await downgrading();
    const { schedule } = (await atStripe(customer)).subscription;
    const id = typeof schedule === "string" ? schedule : (schedule?.id ?? "");
    const { phases } = await stripe().subscriptionSchedules.retrieve(id);
    await stripe().subscriptionSchedules.update(id, {
      phases: phases.map(({ items, start_date, end_date }, index) => ({
        items: items.map(({ price, quantity }) => ({
          price: typeof price === "string" ? price : price.id,
          quantity: index === 0 ? (quantity ?? 1) : 9,
        })),
        start_date,
        end_date,
      })),
    });
    await addCustomItem(customer, 50_000);
    await follows(customer);
    await refresh(customer);
    expect(await refreshes(customer)).toBe(0);
    expect(await nextTotal(customer)).toBe(9 * 4_900);
  });
});

describe("a downgrade to another interval that an earlier version scheduled", () => {
  it("begins a billing cycle of its own once its customer is synced, so that it's charged whole", async () => {
    const customer = await subscriber("professional");
    await does(customer, (ctx) => changePlan(ctx, { plan: "starter", interval: "year", direction: "down" }));
    const { subscription } = await atStripe(customer);
    const id = String(subscription.schedule);
    const { phases } = await stripe().subscriptionSchedules.retrieve(id);
    await stripe().subscriptionSchedules.update(id, {
      phases: phases.map(({ start_date, end_date, items }) => ({
        start_date,
        end_date,
        proration_behavior: "none",
        items: items.map(({ price, quantity }) => ({ price: String(price), quantity: quantity ?? 1 })),
      })),
    });
    expect(await nextTotal(customer)).toBeLessThan(52_920);
    await follows(customer);
    expect(await nextTotal(customer)).toBe(52_920);
    expect(await refreshes(customer)).toBe(1);
    await follows(customer);
    expect(await refreshes(customer)).toBe(1);
  });
});

describe("a yearly price of its own that a person sets while a downgrade waits", () => {
  it("begins another period, and the job that follows it doesn't fail", async () => {
    const customer = await downgrading();
    const { subscription } = await atStripe(customer);
    const { id, price } = subscription.items.data[0] ?? {};
    const product = typeof price?.product === "string" ? price.product : (price?.product.id ?? "");
    const own = await stripe().prices.create({
      currency: "usd",
      product,
      unit_amount: 200_000,
      recurring: { interval: "year" },
    });
    await stripe().subscriptions.update(subscription.id, { items: [{ id: id ?? "", price: own.id }] });
    await follows(customer);
    const [item] = (await atStripe(customer)).subscription.items.data;
    expect(item?.price.id).toBe(own.id);
  });
});
