import "@/testing/billing/local-stripe";
import { desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  alerts,
  discounts,
  disputes,
  drift,
  invoices,
  reconciliations,
  scheduledChanges,
  subscriptionItems,
} from "@/db/schema";
import { stripe } from "@/lib/billing/stripe/stripe";
import { shiftClock } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { found } from "@/lib/errors";
import { mrrOf } from "@/lib/metrics/mrr";
import { asSystem } from "@/testing/actors";
import { addCustomItem, arrangeSchedule, setCustomerDiscount } from "@/testing/billing/dashboard";
import { clearFaults, faultHits, injectFault } from "@/testing/billing/faults";
import { breakMirror, setMirror } from "@/testing/billing/mirror";
import { kill, startWorker } from "@/testing/billing/processes";
import { stateOf, sync } from "@/testing/billing/stories";
import { atStripe, payWith, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { newOrganization, newUser } from "@/testing/factories";
import { reconcileNow } from "./index";
import { progressOf } from "./progress";
import { reconcile } from "./reconcile";
import { checkCharges } from "./verify/check-charges";

vi.mock("@/lib/metrics/mrr", async (original) => {
  const metrics = await original<typeof import("@/lib/metrics/mrr")>();
  return { ...metrics, mrrOf: vi.fn(metrics.mrrOf) };
});

const platform = { actor: asSystem() } as const;

const mismatchesOf = ({ customerId }: { customerId: string }) =>
  withPlatform(platform, ({ tx }) =>
    tx.select().from(drift).where(eq(drift.stripeCustomerId, customerId)).orderBy(drift.id),
  );

const lastRun = () =>
  withPlatform(platform, async ({ tx }) => {
    const [run] = await tx.select().from(reconciliations).orderBy(desc(reconciliations.id)).limit(1);
    return found(run, "run");
  });

/** What happens to a customer within minutes isn't reported. So each test's customers are an hour old. */
const later = () => new Date(Date.now() + 3_600_000);

/** The reading of one customer, an hour later. */
const check = async ({ id: organizationId, customerId }: Pick<Subscriber, "id" | "customerId">) => {
  const { subscription } = await stateOf(organizationId);
  return withPlatform({ ...platform, now: later() }, (ctx) =>
    checkCharges(ctx, {
      organizationId,
      customerId,
      counts: subscription.stripeSubscriptionId,
      reconciliationId: null,
    }),
  );
};

const kindsOf = async (who: { customerId: string }) =>
  (await mismatchesOf(who)).map(({ kind, outcome }) => `${kind} ${outcome}`);

describe("the reading that doesn't trust the sync", () => {
  it.each<[kind: string, advice: RegExp, wrong: (who: Subscriber) => Promise<unknown>]>([
    ["mrr", /^Repaired by sync: MRR/, ({ id }) => setMirror(id, { mrr: 1 })],
    [
      "access",
      /^Repaired by sync: access/,
      ({ id }) => setMirror(id, { status: "past_due", failedPayments: 3, mrr: 19_900 }),
    ],
    ["access", /^Repaired by sync: access/, ({ id }) => setMirror(id, { status: "canceled" })],
    ["access", /^Repaired by sync: access/, ({ id }) => setMirror(id, { planKey: "enterprise" })],
    [
      "next_charge",
      /^Repaired by sync: the billing page/,
      ({ id }) =>
        breakMirror((tx) =>
          tx
            .update(subscriptionItems)
            .set({ currentPeriodEnd: new Date("2031-01-01T00:00:00Z") })
            .where(eq(subscriptionItems.organizationId, id)),
        ),
    ],
    ["next_charge", /^Repaired by sync: the billing page/, ({ id }) => setMirror(id, { customerBalance: -500 })],
    [
      "items",
      /^Repaired by sync: the items/,
      ({ id }) =>
        breakMirror((tx) =>
          tx.update(subscriptionItems).set({ quantity: 7 }).where(eq(subscriptionItems.organizationId, id)),
        ),
    ],
    [
      "scheduled",
      /^Repaired by sync: the billing page/,
      ({ id }) => setMirror(id, { cancelAt: new Date("2031-01-01T00:00:00Z") }),
    ],
    [
      "owed",
      /^Repaired by sync: open invoices/,
      ({ id }) =>
        breakMirror((tx) =>
          tx.update(invoices).set({ status: "open", amountRemaining: 19_900 }).where(eq(invoices.organizationId, id)),
        ),
    ],
  ])("finds a wrong %s, which a sync repairs", async (kind, advice, wrong) => {
    const who = await subscriber();
    expect(await check(who)).toBe("equal");
    await wrong(who);
    expect(await check(who)).toBe("repaired");
    const found = await mismatchesOf(who);
    expect(found).toContainEqual(expect.objectContaining({ kind, advice: expect.stringMatching(advice) }));
    // A wrong status also hides the next charge.
    expect(found.filter((each) => each.kind !== kind && each.kind !== "next_charge")).toEqual([]);
    expect(found).toEqual(found.map((each) => ({ ...each, outcome: "repaired", organizationId: who.id })));
    expect(await check(who)).toBe("equal");
  });

  it("finds that a schedule made by a person isn't shown", async () => {
    const who = await subscriber();
    await arrangeSchedule(who, 150_000);
    await sync(who.customerId);
    await breakMirror((tx) => tx.delete(scheduledChanges).where(eq(scheduledChanges.organizationId, who.id)));
    expect(await check(who)).toBe("repaired");
    expect(await kindsOf(who)).toEqual(["scheduled repaired"]);
  });
});

/** The night after: what happened within the last minutes may still be on its way. */
async function atNight(input: Parameters<typeof reconcile>[0] = {}) {
  shiftClock(3_600);
  await reconcile(input).finally(() => shiftClock(0));
  return lastRun();
}

describe("the nightly reconciliation", () => {
  beforeEach(() => void vi.mocked(mrrOf).mockReset());

  it("finds what a comparison with the sync can't see, and alerts", async () => {
    const [discounted, disputed, untouched] = [await subscriber(), await subscriber(), await subscriber()];
    const { id: coupon } = await stripe().coupons.create({ percent_off: 50, duration: "once" });
    await setCustomerDiscount(discounted, coupon);
    await payWith(disputed, "pm_card_createDispute");
    const { subscription } = await atStripe(disputed);
    await stripe().paymentIntents.create({
      customer: disputed.customerId,
      amount: 5_000,
      currency: "usd",
      payment_method: String(subscription.default_payment_method),
      confirm: true,
      off_session: true,
    });
    await sync(discounted.customerId);
    await sync(disputed.customerId);
    expect((await stateOf(disputed.id)).disputes).toHaveLength(1);
    await breakMirror((tx) => tx.delete(discounts).where(eq(discounts.organizationId, discounted.id)));
    await breakMirror((tx) => tx.delete(disputes).where(eq(disputes.organizationId, disputed.id)));

    const { status, chargesChecked, expected } = await atNight();

    expect({ status, chargesChecked }).toEqual({ status: "done", chargesChecked: expected });
    expect(await kindsOf(discounted)).toEqual(["next_charge repaired"]);
    expect(await kindsOf(disputed)).toEqual(["dispute repaired"]);
    expect(await kindsOf(untouched)).toEqual([]);
    expect((await stateOf(disputed.id)).disputes).toHaveLength(1);
    const raised = await withPlatform(platform, ({ tx }) => tx.select().from(alerts).where(eq(alerts.kind, "drift")));
    expect(raised).toMatchObject([{ title: "2 mismatches with Stripe" }]);
  });

  it("hands over to a person what the sync itself reads wrongly, until it reads it right", async () => {
    const who = await subscriber();
    await addCustomItem(who, 50_000);
    vi.mocked(mrrOf).mockReturnValue(19_900);
    await sync(who.customerId);
    expect((await stateOf(who.id)).subscription.mrr).toBe(19_900);
    await atNight();
    await atNight();
    expect(await mismatchesOf(who)).toMatchObject([
      {
        kind: "mrr",
        outcome: "needs_person",
        here: { mrr: 19_900 },
        there: { mrr: 69_900 },
        advice: expect.stringMatching(
          /^Needs review: MRR isn't what Stripe's prices.*a developer has to correct the sync\.$/,
        ),
        resolvedAt: null,
      },
    ]);
    vi.mocked(mrrOf).mockReset();
    await sync(who.customerId);
    await atNight();
    expect((await mismatchesOf(who)).map(({ resolvedAt }) => resolvedAt === null)).toEqual([false]);
  });

  it("reports a customer that names an organization which isn't linked to it", async () => {
    const who = await subscriber();
    const { id: customerId } = await stripe().customers.create({ metadata: { organization_id: who.id } });
    const { id: deleted } = await stripe().customers.create({
      metadata: { organization_id: "01900000-0000-7000-8000-000000000000" },
    });
    await atNight();
    expect(await mismatchesOf({ customerId })).toMatchObject([
      {
        kind: "link",
        outcome: "needs_person",
        organizationId: who.id,
        here: { stripeCustomerId: who.customerId },
        advice: expect.stringMatching(/^Needs review: this Stripe customer names an organization/),
      },
    ]);
    expect(await mismatchesOf({ customerId: deleted })).toEqual([]);
  });

  it("reports nothing that happened within the last minutes", async () => {
    const who = await subscriber();
    await setMirror(who.id, { customerBalance: -500 });
    await reconcile({});
    expect(await kindsOf(who)).toEqual([]);
    expect((await stateOf(who.id)).subscription.customerBalance).toBe(0);
  });

  it("waits and asks again when Stripe answers 429", { timeout: 60_000 }, async () => {
    const who = await subscriber();
    await setMirror(who.id, { customerBalance: -500 });
    await injectFault({ kind: "rate_limit", method: "POST", path: "/v1/invoices/create_preview" });
    const checking = check(who);
    await expect.poll(faultHits, { timeout: 10_000 }).toBeGreaterThan(1);
    await clearFaults();
    expect(await checking).toBe("repaired");
  });

  it("goes on at the page it was at after its worker was killed", { timeout: 120_000 }, async () => {
    for (let index = 0; index < 24; index += 1) {
      const organization = await newOrganization();
      const { id } = await stripe().customers.create({ metadata: { organization_id: organization.id } });
      await setMirror(organization.id, { stripeCustomerId: id });
    }
    const last = await subscriber();
    await setMirror(last.id, { customerBalance: -500 });
    const admin = await newUser({ platformAdmin: true });
    await injectFault({ kind: "slow", method: "POST", path: "/v1/invoices/create_preview", ms: 2_000 });
    await withPlatform({ actor: { kind: "user", id: admin.id } }, reconcileNow);
    const worker = startWorker();
    await expect
      .poll(async () => (await lastRun()).chargesChecked, { timeout: 90_000, interval: 50 })
      .toBeGreaterThan(0);
    await kill(worker);
    await clearFaults();
    const killed = await lastRun();
    expect(killed).toMatchObject({ status: "running", phase: "charges", cursor: expect.any(String) });
    expect(progressOf(killed)).toBeGreaterThan(17);
    expect(progressOf(killed)).toBeLessThan(98);

    const listed = new Set<string>();
    const note = ({ path }: { path: string }) => {
      const { searchParams, pathname } = new URL(path, "http://stripe");
      if (pathname === "/v1/subscriptions") listed.add(searchParams.get("customer") ?? "");
    };
    stripe().on("request", note);
    const done = await atNight({ reconciliationId: killed.id });
    stripe().off("request", note);
    expect(done).toMatchObject({ id: killed.id, status: "done", chargesChecked: killed.expected });
    expect(listed.has(last.customerId)).toBe(true);
    expect(listed.size).toBe(killed.expected - killed.chargesChecked);
    expect(await kindsOf(last)).toEqual(["next_charge repaired"]);
  });
});
