import "@/testing/billing/local-stripe";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { entitlementOverrides, organizations, scheduledChanges, subscriptions } from "@/db/schema";
import { extendTrial, reactivateOrganization, suspendOrganization } from "@/lib/admin";
import { inTenant, type TenantContext, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setMirror, setTrial } from "@/testing/billing/mirror";
import { stateOf, sync } from "@/testing/billing/stories";
import { atStripe, does, payWith, subscriber } from "@/testing/billing/subscribers";
import { newOrganization, newUser } from "@/testing/factories";
import { changePlan } from "../change/change-plan";
import { stripe } from "../stripe/stripe";

const admin = await newUser({ platformAdmin: true });
const reason = "They asked on the phone";

const asAdmin = <T>(organizationId: string, work: (ctx: TenantContext) => Promise<T>) =>
  withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) => work(inTenant(ctx, organizationId)));

const versionOf = async (organizationId: string) => (await stateOf(organizationId)).subscription.entitlementsVersion;

/** By how much `work` raised the version. */
async function rise(organizationId: string, work: () => Promise<unknown>): Promise<number> {
  const before = await versionOf(organizationId);
  await work();
  return (await versionOf(organizationId)) - before;
}

/** The row's xmin, which changes with every write. */
const stateMark = (organizationId: string) =>
  withPlatform({ actor: asSystem("stripe") }, async ({ tx }) => {
    const [row] = await tx
      .select({ xmin: sql<string>`${subscriptions}.xmin::text` })
      .from(subscriptions)
      .where(eq(subscriptions.organizationId, organizationId));
    return row?.xmin;
  });

describe("a sync", () => {
  it("that finds nothing new writes no row and raises no version", async () => {
    const { id, customerId } = await subscriber();
    const mark = await stateMark(id);
    expect(await rise(id, () => sync(customerId))).toBe(0);
    expect(await stateMark(id)).toBe(mark);
  });

  it("doesn't rewrite an unchanged scheduled change", async () => {
    const professional = await subscriber("professional");
    await does(professional, (ctx) => changePlan(ctx, { plan: "starter", interval: "month", direction: "down" }));
    const [mark] = await marksOf(professional.id);
    expect(mark).toBeDefined();
    expect(await rise(professional.id, () => sync(professional.customerId))).toBe(0);
    expect(await marksOf(professional.id)).toEqual([mark]);
  });

  it("raises the version for the end of a plan, not for a card, an address or a scheduled change", async () => {
    const professional = await subscriber("professional");
    const { id, customerId } = professional;
    const later = () =>
      does(professional, (ctx) => changePlan(ctx, { plan: "starter", interval: "month", direction: "down" }));
    expect(await rise(id, later)).toBe(0);
    expect((await stateOf(id)).scheduledChange).not.toBeNull();
    const another = async () => {
      await payWith(professional, "pm_card_mastercard");
      await stripe().customers.update(customerId, { email: "billing@acme.example" });
      await sync(customerId);
    };
    expect(await rise(id, another)).toBe(0);
    expect((await stateOf(id)).subscription).toMatchObject({ cardBrand: "mastercard" });
    const ended = async () => {
      await stripe().subscriptions.cancel((await atStripe(professional)).subscription.id);
      await sync(customerId);
    };
    expect(await rise(id, ended)).toBeGreaterThan(0);
  });

  it("raises the version for another subscription to a plan, which may give access, and for its end", async () => {
    const professional = await subscriber("professional");
    const { id, customerId } = professional;
    const { items, default_payment_method: card } = (await atStripe(professional)).subscription;
    const price = items.data[0]?.price.id ?? "";
    const params = { customer: customerId, items: [{ price }], default_payment_method: String(card) };
    let second = "";
    const began = async () => {
      second = (await stripe().subscriptions.create(params)).id;
      await sync(customerId);
    };
    const ended = async () => {
      await stripe().subscriptions.cancel(second);
      await sync(customerId);
    };
    expect(await rise(id, began)).toBeGreaterThan(0);
    expect(await rise(id, () => sync(customerId))).toBe(0);
    expect(await rise(id, ended)).toBeGreaterThan(0);
  });
});

const marksOf = (organizationId: string) =>
  withPlatform({ actor: asSystem("stripe") }, async ({ tx }) => {
    const rows = await tx
      .select({ xmin: sql<string>`${scheduledChanges}.xmin::text` })
      .from(scheduledChanges)
      .where(eq(scheduledChanges.organizationId, organizationId));
    return rows.map(({ xmin }) => xmin);
  });

describe("the entitlements version", () => {
  it("rises with a suspension and a reactivation", async () => {
    const { id } = await newOrganization();
    expect(await rise(id, () => asAdmin(id, (ctx) => suspendOrganization(ctx, { reason })))).toBe(1);
    expect(await rise(id, () => asAdmin(id, (ctx) => reactivateOrganization(ctx, { reason })))).toBe(1);
  });

  it("rises with an extension of the trial, not when its end is recorded", async () => {
    const { id } = await newOrganization();
    expect(await rise(id, () => asAdmin(id, (ctx) => extendTrial(ctx, { days: 3, reason })))).toBe(1);
    const { endsAt } = (await stateOf(id)).trial;
    expect(await rise(id, () => setTrial(id, { endedAt: endsAt }))).toBe(0);
    expect(await rise(id, () => setTrial(id, { verifyBy: addDays(endsAt, -1) }))).toBe(1);
    expect(await rise(id, () => setTrial(id, { refusedDomain: "acme.example" }))).toBe(1);
    expect(await rise(id, () => setTrial(id, { planKey: "professional" }))).toBe(1);
    expect(await rise(id, () => setTrial(id, { planKey: "professional" }))).toBe(0);
  });

  it.each([
    ["status", { status: "active" }, 1],
    ["plan", { planKey: "professional" }, 1],
    ["anchor", { anchorAt: new Date(0) }, 1],
    ["failed payments", { failedPayments: 1 }, 1],
    ["the day it became past due", { pastDueSince: new Date(0) }, 1],
    ["the day it ended", { endedAt: new Date(0) }, 1],
    ["price and period", { unitAmount: 1, mrr: 1, currentPeriodEnd: new Date(0), cancelAt: new Date(0) }, 0],
    ["discount and card", { discountName: "Half", cardBrand: "visa", billingEmail: "a@example.com" }, 0],
  ] as const)("after a change of %s in the mirror rises by %3$i", async (_what, changes, expected) => {
    const { id } = await newOrganization();
    expect(await rise(id, () => setMirror(id, changes))).toBe(expected);
    expect(await rise(id, () => setMirror(id, changes))).toBe(0);
  });

  it("rises with a new external id and with an override", async () => {
    const { id } = await newOrganization();
    const platform = <T>(work: (ctx: TenantContext) => Promise<T>) => asAdmin(id, work);
    const renamed = (externalId: string) =>
      platform(({ tx }) => tx.update(organizations).set({ externalId }).where(eq(organizations.id, id)));
    expect(await rise(id, () => renamed(`acme-${id}`))).toBe(1);
    expect(await rise(id, () => renamed(`acme-${id}`))).toBe(0);
    const override = { organizationId: id, id, kind: "meter", name: "users", limit: 7, reason } as const;
    const granted = () =>
      platform(({ tx, now }) => tx.insert(entitlementOverrides).values({ ...override, createdAt: now }));
    expect(await rise(id, granted)).toBe(1);
  });
});
