import "@/testing/billing/local-stripe";
import { describe, expect, it, vi } from "vitest";
import { withPlatform, withTenant } from "@/lib/context";
import { setGauge } from "@/lib/usage";
import { asSystem } from "@/testing/actors";
import { payOn } from "@/testing/billing/local-stripe";
import { customerOf, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, does, invoicesAtStripe, type Subscriber } from "@/testing/billing/subscribers";
import { newOrganization } from "@/testing/factories";
import { changePlan, findChangedSeats, followSeats, previewChange, startCheckout } from "../index";
import { stripe } from "../stripe/stripe";

/** Professional is prorated by the seat, Enterprise counts new seats from the next period on. */
vi.mock("@/lib/catalog", async (original) => {
  const actual = await original<typeof import("@/lib/catalog")>();
  const { withSeats } = await import("@/testing/billing/seat-catalog");
  const catalog = withSeats(withSeats(actual.catalog, "professional", "prorate"), "enterprise", "next_period");
  return { ...actual, catalog };
});

const seats = ({ id: organizationId }: { id: string }, level: number) =>
  withTenant({ organizationId, actor: asSystem() }, (ctx) => setGauge(ctx, { meter: "users", level, measured: [] }));

async function buys(plan: string, members: number): Promise<Subscriber> {
  const organization = await newOrganization();
  await seats(organization, members);
  const { url } = await withTenant({ organizationId: organization.id, actor: organization.owner }, (ctx) =>
    startCheckout(ctx, { plan, interval: "month" }),
  );
  await payOn(url);
  const customerId = await customerOf(organization);
  await sync(customerId);
  return { ...organization, customerId };
}

const quantityOf = async (organization: Subscriber) => (await atStripe(organization)).items[0]?.[1];
const follows = (organization: Subscriber) => does(organization, followSeats, { actor: asSystem() });
const changed = () => withPlatform({ actor: asSystem() }, findChangedSeats);
const audited = async ({ id }: { id: string }) =>
  (await stateOf(id)).audit.filter((action) => action === "billing.seats_followed").length;

describe("a plan sold by the seat", () => {
  it("is bought for the members there are, and for its minimum at least", async () => {
    const [two, one] = [await buys("professional", 3), await buys("professional", 1)];
    expect([await quantityOf(two), await quantityOf(one)]).toEqual([3, 2]);
    expect((await invoicesAtStripe(two)).map(({ total }) => total)).toEqual([3 * 19_900]);
    expect((await stateOf(two.id)).subscription.mrr).toBe(3 * 19_900);
  });

  it("follows members who join and leave, once each, on the next invoice", async () => {
    const organization = await buys("professional", 3);
    await seats(organization, 5);
    expect(await changed()).toBeGreaterThan(0);
    await follows(organization);
    await follows(organization);
    expect(await quantityOf(organization)).toBe(5);
    expect((await stateOf(organization.id)).subscription.mrr).toBe(5 * 19_900);
    await seats(organization, 4);
    await follows(organization);
    expect([await quantityOf(organization), await audited(organization)]).toEqual([4, 2]);
    // No invoice of its own, but what is left of the period for two more seats and one less.
    expect(await invoicesAtStripe(organization)).toHaveLength(1);
    const { data } = await stripe().invoiceItems.list({ customer: organization.customerId, pending: true });
    expect(data.length).toBeGreaterThan(0);
    const preview = await stripe().invoices.createPreview({
      customer: organization.customerId,
      subscription: (await atStripe(organization)).subscription.id,
    });
    expect(Math.abs(preview.total - 5 * 19_900)).toBeLessThanOrEqual(10);
  });

  it("leaves the period as it was paid, where the catalog says so", async () => {
    const organization = await buys("enterprise", 2);
    await seats(organization, 6);
    await follows(organization);
    const { subscription } = await atStripe(organization);
    expect(subscription.items.data[0]?.quantity).toBe(6);
    const preview = await stripe().invoices.createPreview({ subscription: subscription.id });
    expect(preview.total).toBe(6 * 99_900);
  });

  it("keeps the quantity that a person set in Stripe", async () => {
    const organization = await buys("professional", 3);
    const { subscription } = await atStripe(organization);
    await stripe().subscriptions.update(subscription.id, {
      items: [{ id: subscription.items.data[0]?.id ?? "", quantity: 10 }],
    });
    await seats(organization, 4);
    await follows(organization);
    expect([await quantityOf(organization), await audited(organization)]).toEqual([10, 0]);
  });

  it("waits while a payment is overdue", async () => {
    const organization = await buys("professional", 3);
    await stripe().subscriptions.update((await atStripe(organization)).subscription.id, {
      pause_collection: { behavior: "keep_as_draft" },
    });
    await seats(organization, 5);
    await follows(organization);
    expect(await quantityOf(organization)).toBe(3);
  });

  it("is charged for the members there are when the plan changes, and a plan without seats is charged once", async () => {
    const organization = await buys("starter", 3);
    const up = { plan: "professional", interval: "month" } as const;
    const preview = await does(organization, (ctx) => previewChange(ctx, up));
    expect(preview.next?.amount).toBe(3 * 19_900);
    await does(organization, (ctx) => changePlan(ctx, { ...up, direction: "up", quote: preview.quote }));
    expect(await quantityOf(organization)).toBe(3);
    await seats(organization, 4);
    await follows(organization);
    expect(await quantityOf(organization)).toBe(4);
    await does(organization, (ctx) => changePlan(ctx, { plan: "starter", interval: "month", direction: "down" }));
    expect((await stateOf(organization.id)).scheduledChange?.items).toMatchObject([
      { itemKey: "starter", quantity: 1 },
    ]);
  });
});
