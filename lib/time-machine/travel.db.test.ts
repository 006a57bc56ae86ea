import "@/testing/time-machine/travel";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { emails } from "@/db/schema";
import { findSession } from "@/lib/auth/sessions/find-session";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { clockShift, now, wallNow } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { hour, minute } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { kill, startWorker } from "@/testing/billing/processes";
import { paidAtStripe, stateOf, sync } from "@/testing/billing/stories";
import { newOrganization, newUser } from "@/testing/factories";
import { allowLog, expectLog } from "@/testing/logs";
import { requestJourney, travelBy } from "@/testing/time-machine/travel";
import { handlers } from "@/worker/handlers";
import { readStripeClock } from "./stripe-clock";
import { readTime, writeTime } from "./time-row";
import { travel } from "./travel";

const system = asSystem();
const daySeconds = 86_400;
const inDatabase = <T>(work: Parameters<typeof withPlatform<T>>[1]) => withPlatform({ actor: system }, work);
const journeyNow = async () => (await inDatabase(readTime)).journey;

async function expectOneTime() {
  const { shift } = await readStripeClock();
  const { shiftSeconds } = await inDatabase(readTime);
  expect([shiftSeconds, clockShift()]).toEqual([shift, shift]);
}

afterEach(expectOneTime);

describe("a journey through time", () => {
  it("ends a trial within the hour, renews a subscription on its day, and signs no one out", {
    timeout: 90_000,
  }, async () => {
    expectLog("corrected a gauge that differed from its measure");
    const trial = await newOrganization({ trialDays: 2 });
    const customer = await paidAtStripe();
    await sync(customer.customerId);
    const { id: userId } = await newUser();
    const token = await sessionStore.create({ userId, userAgent: null, now: wallNow() });
    expect(await travelBy("+32d")).toMatchObject({
      state: "arrived",
      counts: expect.objectContaining({ "trial ended": 1 }),
    });
    const ended = await stateOf(trial.id);
    expect(ended.subscription.status).toBe("expired");
    const late = (ended.trial.endedAt?.getTime() ?? 0) - ended.trial.endsAt.getTime();
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThanOrEqual(hour);

    const { invoices, subscription } = await stateOf(customer.id);
    const renewal = invoices.at(-1);
    expect(invoices).toHaveLength(2);
    expect(renewal?.createdAt).toEqual(subscription.currentPeriodStart);
    const mails = await inDatabase(({ tx }) => tx.select().from(emails).where(eq(emails.organizationId, customer.id)));
    const receipts = mails.filter(({ template }) => template === "payment-succeeded");
    const latest = Math.max(...receipts.map(({ createdAt }) => createdAt.getTime()));
    expect(Math.abs(latest - (renewal?.paidAt?.getTime() ?? 0))).toBeLessThan(minute);
    expect(await findSession(token, wallNow())).not.toBeNull();
  });

  it("is one at a time, and forward only", async () => {
    await requestJourney("+1h");
    await expect(requestJourney("+1d")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("(0%)"),
    });
    const both = await Promise.all([travel(handlers), travel(handlers)]);
    expect(both.sort()).toEqual([false, true]);
    await expect(requestJourney("2020-01-01")).rejects.toMatchObject({ code: "invalid_input" });
    expect(await travel(handlers)).toBe(false);
  });

  it("continues where it was killed between setting the two clocks, whichever was ahead", async () => {
    await requestJourney("+3d");
    await inDatabase((ctx) => writeTime(ctx, { shiftSeconds: clockShift() + daySeconds }));
    expect(await travel(handlers)).toBe(true);
    await expectOneTime();
    await advanceStripe(1);
    expect(await travel(handlers)).toBe(false);
    await expectOneTime();
  });

  it("continues after kill -9 of its worker, and does what is due once", { timeout: 90_000 }, async () => {
    // By the worker or here, depending on when it is killed.
    allowLog("corrected a gauge that differed from its measure");
    const trial = await newOrganization({ trialDays: 5 });
    const worker = startWorker();
    const { from } = await requestJourney("+7d");
    await expect
      .poll(async () => ((await journeyNow())?.at ?? from) > from, { timeout: 60_000, interval: 5 })
      .toBe(true);
    await kill(worker);
    const broken = await journeyNow();
    expect(broken?.state).toBe("traveling");
    await expect.poll(() => travel(handlers), { timeout: 10_000 }).toBe(true);
    expect(await journeyNow()).toMatchObject({ state: "arrived", from });
    expect(now().getTime()).toBeGreaterThanOrEqual(Date.parse(broken?.to ?? ""));
    const { subscription, audit } = await stateOf(trial.id);
    expect([subscription.status, audit]).toEqual(["expired", ["billing.trial_expired"]]);
  });
});
