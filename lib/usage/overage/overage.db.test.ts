import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { overageReports } from "@/db/schema";
import { syncCustomer } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { grantOverride, revokeOverride } from "@/lib/entitlements";
import { asSystem } from "@/testing/actors";
import { advanceStripe, stripeOrigin } from "@/testing/billing/local-stripe";
import { setMirror } from "@/testing/billing/mirror";
import { paidAtStripe } from "@/testing/billing/stories";
import { inOrganization } from "@/testing/factories";
import { expectLog } from "@/testing/logs";
import { usageNow } from "../report/queries";
import { describeNow } from "../report/shapes";
import { followChangedLimits } from "../thresholds/follow-limits";
import { usageEventSchema } from "../track/event";
import { trackEvents } from "../track/track-events";
import { rateOverage } from "./overage";
import { reportOverage } from "./report-overage";

// Enterprise: 100,000 API calls a month, then $0.50 for each started thousand.
const perThousand = { unitAmount: 50, per: 1_000 };
const worker = asSystem();

type Customer = Awaited<ReturnType<typeof customer>>;

/** A customer of the plan with overage, a minute after the purchase. */
async function customer() {
  const organization = await paidAtStripe("enterprise");
  await withPlatform({ actor: worker }, (ctx) => syncCustomer(ctx, { customerId: organization.customerId }));
  await tick();
  return organization;
}

let clock = Date.now();
/** A minute later, at Stripe too, because a meter is reported once a minute. */
async function tick(): Promise<Date> {
  clock = (await advanceStripe(1 / (24 * 60))).getTime();
  return new Date(clock);
}

const use = ({ id }: Customer, amount: number) =>
  trackEvents({ actor: { kind: "platform_key", id: "key" }, now: new Date(clock) }, [
    usageEventSchema.parse({ organization: id, meter: "api_calls", amount }),
  ]);
const report = async () => reportOverage({ actor: worker, now: await tick() });

const reportsOf = ({ id }: Customer) =>
  withPlatform({ actor: worker }, ({ tx }) =>
    tx.select().from(overageReports).where(eq(overageReports.organizationId, id)).orderBy(overageReports.reportedTo),
  );

/** A customer's usage in Stripe's meter. */
async function atStripe({ customerId }: Customer): Promise<number> {
  const meters = await stripe().billing.meters.list({ limit: 100 });
  const meter = meters.data.find(({ event_name }) => event_name === `${catalog.product}_api_calls`);
  const day = 24 * 60 * 60;
  const start_time = Math.floor(clock / 1000 / 60) * 60 - 30 * day;
  const window = { customer: customerId, start_time, end_time: start_time + 60 * day };
  const { data } = await stripe().billing.meters.listEventSummaries(meter?.id ?? "", window);
  return data.reduce((sum, { aggregated_value }) => sum + aggregated_value, 0);
}

const fault = (body: object) =>
  fetch(`${stripeOrigin}/_local/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

afterEach(async () => {
  await fetch(`${stripeOrigin}/_local/faults`, { method: "DELETE" });
});

describe("overage", () => {
  it("is reported to Stripe as the units since the last report, without included ones", async () => {
    const acme = await customer();
    await use(acme, 100_000);
    await report();
    expect(await reportsOf(acme)).toEqual([]);
    await use(acme, 1_500);
    await report();
    await report();
    await use(acme, 700);
    await report();
    expect((await reportsOf(acme)).map(({ units, reportedTo }) => [units, reportedTo])).toEqual([
      [1_500, 1_500],
      [700, 2_200],
    ]);
    expect(await atStripe(acme)).toBe(2_200);
  });

  it("is reported once by workers that run at the same time", async () => {
    const acme = await customer();
    await use(acme, 103_000);
    const now = await tick();
    await Promise.all([1, 2, 3].map(() => reportOverage({ actor: worker, now })));
    expect(await atStripe(acme)).toBe(3_000);
    expect(await reportsOf(acme)).toHaveLength(1);
  });

  it("is reported once if Stripe accepted it and the answer was lost", async () => {
    expectLog("could not report overage");
    const acme = await customer();
    await use(acme, 101_000);
    await fault({ kind: "timeout", method: "POST", path: "/v1/billing/meter_events", next: 10 });
    await expect(report()).rejects.toMatchObject({ code: "unavailable" });
    expect(await reportsOf(acme)).toMatchObject([{ units: 1_000, sentAt: null }]);
    await fetch(`${stripeOrigin}/_local/faults`, { method: "DELETE" });
    await report();
    expect(await reportsOf(acme)).toMatchObject([{ sentAt: expect.any(Date) }]);
    expect(await atStripe(acme)).toBe(1_000);
  });

  it("is reported once if the worker died between sending and recording it, and also if before sending", async () => {
    expectLog("could not report overage");
    const [after, before] = [await customer(), await customer()];
    await use(after, 102_000);
    await report();
    await use(before, 104_000);
    await withPlatform({ actor: worker }, ({ tx }) => tx.update(overageReports).set({ sentAt: null }));
    await fault({ kind: "server_error", method: "POST", path: "/v1/billing/meter_events", next: 10 });
    await expect(report()).rejects.toMatchObject({ code: "unavailable" });
    await fetch(`${stripeOrigin}/_local/faults`, { method: "DELETE" });
    await report();
    expect(await atStripe(after)).toBe(2_000);
    expect(await atStripe(before)).toBe(4_000);
  });

  it("is reported once even if that is found days later, when Stripe has forgotten the identifier", async () => {
    const acme = await customer();
    await use(acme, 106_000);
    await report();
    await withPlatform({ actor: worker }, ({ tx }) =>
      tx.update(overageReports).set({ sentAt: null }).where(eq(overageReports.organizationId, acme.id)),
    );
    await advanceStripe(2);
    await report();
    expect(await reportsOf(acme)).toMatchObject([{ units: 6_000, sentAt: expect.any(Date) }]);
    expect(await atStripe(acme)).toBe(6_000);
  });
});

describe("what was included when it was used", () => {
  type Limit = number | "unlimited";
  const override = ({ id }: Customer, limit: Limit, expiresAt?: Date) =>
    inOrganization(
      id,
      (ctx) =>
        grantOverride(ctx, {
          kind: "meter",
          name: "api_calls",
          limit,
          reason: "agreed",
          ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
        }),
      new Date(clock),
    );
  const follow = () => followChangedLimits({ actor: worker, now: new Date(clock) });
  const beyond = ({ id }: Customer) =>
    inOrganization(
      id,
      async (ctx) => describeNow(id, await usageNow(ctx)).meters.find(({ meter }) => meter === "api_calls")?.beyond,
      new Date(clock),
    );
  const daysOn = async (days: number) => {
    clock = (await advanceStripe(days)).getTime();
  };

  it("stays included when a higher limit ends", async () => {
    const acme = await customer();
    await override(acme, 200_000, addDays(new Date(clock), 3));
    await use(acme, 150_000);
    await report();
    await daysOn(4);
    await use(acme, 1);
    await report();
    expect(await atStripe(acme)).toBe(1);
    expect(await beyond(acme)).toEqual({ units: 1, amount: 50 });
  });

  it("stays included when there was no limit, and when the override is revoked", async () => {
    const acme = await customer();
    const { id } = await override(acme, "unlimited");
    await use(acme, 400_000);
    await inOrganization(acme.id, (ctx) => revokeOverride(ctx, { overrideId: id }), new Date(clock));
    await report();
    expect(await reportsOf(acme)).toEqual([]);
    await use(acme, 2_000);
    await report();
    expect(await atStripe(acme)).toBe(2_000);
  });

  it("doesn't make overage free that was used before the limit was raised", async () => {
    const acme = await customer();
    await use(acme, 103_000);
    await override(acme, 500_000);
    await use(acme, 1_000);
    await report();
    expect(await atStripe(acme)).toBe(3_000);
  });

  it("is still charged after a change to a plan without overage", async () => {
    const acme = await customer();
    await use(acme, 100_700);
    await setMirror(acme.id, { planKey: "professional" });
    await report();
    expect(await atStripe(acme)).toBe(700);
  });

  it("counts for events that are reported later with their own time", async () => {
    const acme = await customer();
    await use(acme, 90_000);
    const during = new Date(clock + 2 * 24 * 60 * 60 * 1000);
    await override(acme, 200_000, addDays(new Date(clock), 3));
    await follow();
    await daysOn(4);
    await follow();
    const late = (at: Date, amount: number) =>
      trackEvents({ actor: { kind: "platform_key", id: "key" }, now: new Date(clock) }, [
        usageEventSchema.parse({ organization: acme.id, meter: "api_calls", amount, timestamp: at.toISOString() }),
      ]);
    await late(during, 60_000);
    expect(await beyond(acme)).toEqual({ units: 0, amount: 0 });
    await late(new Date(clock), 7);
    await late(during, 5);
    await report();
    expect(await atStripe(acme)).toBe(7);
  });
});

describe("the invoice", () => {
  it("charges what we rated, to the cent", async () => {
    const acme = await customer();
    await use(acme, 100_400);
    await report();
    await use(acme, 2_001);
    await report();
    await advanceStripe(32);
    const { data } = await stripe().invoices.list({ customer: acme.customerId, limit: 10 });
    const lines = data.flatMap(({ lines }) => lines.data);
    const metered = lines.filter(({ pricing, amount }) => pricing && amount > 0 && amount < 10_000);
    expect(metered.map(({ amount, quantity }) => [amount, quantity])).toEqual([
      [rateOverage(perThousand, 2_401), 2_401],
    ]);
  });
});
