import { and, asc, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { alerts, emails, entitlementOverrides, usageCounters, usageNotices, webhookMessages } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { grantOverride, revokeOverride } from "@/lib/entitlements";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { inOrganization, newOrganization } from "@/testing/factories";
import { usageNow } from "../report/queries";
import { trackUsage } from "../track/track-usage";
import { followChangedLimits } from "./follow-limits";

const start = new Date("2026-03-10T12:00:00Z");
const day = (days: number) => addDays(start, days);
const worker = asSystem();

let organization: { id: string; ownerId: string };

// Starter: 200 work orders a month, the hard limit at 220. Professional: 5,000.
beforeEach(async () => {
  organization = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
});

const use = (amount: number, now = start) =>
  inOrganization(organization.id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount }), now);
const follow = (now = start) => followChangedLimits({ actor: worker, now });
const changePlan = (planKey: string) =>
  setMirror(organization.id, { status: "active", planKey, anchorAt: start, mrr: 0 });
const override = (limit: number | "unlimited", now: Date, expiresAt?: Date) =>
  inOrganization(
    organization.id,
    (ctx) =>
      grantOverride(ctx, {
        kind: "meter",
        name: "work_orders",
        limit,
        reason: "agreed",
        ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
      }),
    now,
  );

const notices = () =>
  inOrganization(organization.id, async ({ tx }) =>
    (await tx.select().from(usageNotices).orderBy(asc(usageNotices.toldAt))).map(
      ({ step, atLimit }) => `${step} of ${atLimit}`,
    ),
  );
const inPlatform = <T>(read: Parameters<typeof withPlatform<T>>[1]) => withPlatform({ actor: worker }, read);
const mails = () =>
  inPlatform(async ({ tx }) =>
    (
      await tx
        .select()
        .from(emails)
        .where(and(eq(emails.organizationId, organization.id), eq(emails.template, "limit-reached")))
        .orderBy(asc(emails.id))
    ).map(({ props }) => `${props.step} of ${props.limit}`),
  );
const webhooks = () =>
  inPlatform(
    async ({ tx }) =>
      (
        await tx
          .select()
          .from(webhookMessages)
          .where(and(eq(webhookMessages.organizationId, organization.id), eq(webhookMessages.type, "limit.reached")))
      ).length,
  );
const openAlerts = () =>
  inPlatform(async ({ tx }) =>
    (
      await tx
        .select()
        .from(alerts)
        .where(and(eq(alerts.organizationId, organization.id), isNull(alerts.resolvedAt)))
        .orderBy(asc(alerts.id))
    ).map(({ title }) => title.replace(/^Organization \S+ /, "")),
  );
const graceStart = () =>
  inOrganization(organization.id, async ({ tx }) => (await tx.select().from(usageCounters))[0]?.graceStartedAt);
const meterNow = (now: Date) =>
  inOrganization(
    organization.id,
    async (ctx) => (await usageNow(ctx)).meters.find(({ key }) => key === "work_orders"),
    now,
  );

it("doesn't hold what a trial used against the smaller plan that was bought after it", async () => {
  await override(5_000, start);
  await use(2_423, day(1));
  await follow(day(1));
  await inOrganization(
    organization.id,
    async (ctx) => {
      const [granted] = await ctx.tx.select().from(entitlementOverrides);
      await revokeOverride(ctx, { overrideId: granted?.id ?? "" });
    },
    day(10),
  );
  await setMirror(organization.id, { status: "active", planKey: "starter", anchorAt: day(10), mrr: 4_900 });
  await follow(day(10));
  expect(await notices()).toEqual([]);
  expect(await openAlerts()).toEqual([]);
  await use(185, day(11));
  expect((await notices()).sort()).toEqual(["critical of 200", "warning of 200"]);
});

describe("a raised limit", () => {
  it("starts the steps again, each notified by email, alert and webhook", async () => {
    await use(200);
    expect(await mails()).toEqual(["soft of 200"]);
    await changePlan("professional");
    await follow(day(1));
    await use(3_801, day(1));
    await use(500, day(2));
    await use(500, day(3));
    expect(await mails()).toEqual(["soft of 200", "warning of 5000", "critical of 5000", "soft of 5000"]);
    expect(await openAlerts()).toEqual(["reached its limit: Work orders"]);
    expect(await webhooks()).toBe(3);
    expect(await graceStart()).toEqual(day(3));
  });

  it("ends the grace period and closes the alert of the old one", async () => {
    await use(205);
    expect(await openAlerts()).toEqual(["reached its limit: Work orders"]);
    expect(await meterNow(start)).toMatchObject({ state: "grace", graceEndsAt: day(7) });
    await changePlan("professional");
    expect(await meterNow(day(1))).toMatchObject({ state: "ok", graceEndsAt: null });
    await follow(day(1));
    expect(await openAlerts()).toEqual([]);
    expect(await graceStart()).toBeNull();
  });

  it("that is reached too starts a grace period of its own, even if nothing more is used", async () => {
    await use(218);
    await override(210, day(6));
    await follow(day(6));
    expect(await graceStart()).toEqual(day(6));
    expect(await mails()).toEqual(["soft of 200", "soft of 210"]);
    await expect(use(1, day(8))).resolves.toBe(219);
    await expect(use(1, day(13))).rejects.toMatchObject({ details: { rule: "grace_over" } });
  });

  it("starts its own grace period at the next use if that comes first", async () => {
    await use(218);
    await override(210, day(6));
    await use(1, day(8));
    expect(await graceStart()).toEqual(day(8));
    await follow(day(9));
    expect(await graceStart()).toEqual(day(8));
    expect(await mails()).toEqual(["soft of 200", "soft of 210"]);
  });
});

describe("a lowered limit", () => {
  it("is notified if it is already exceeded, at once when the override ends", async () => {
    await override(5_000, start, day(3));
    await follow();
    await use(4_600);
    expect(await mails()).toEqual(["critical of 5000"]);
    await follow(day(2));
    expect(await mails()).toEqual(["critical of 5000"]);
    await follow(day(3));
    expect(await mails()).toEqual(["critical of 5000", "hard of 200"]);
    expect(await openAlerts()).toEqual(["reached its hard limit: Work orders"]);
    await follow(day(4));
    expect(await mails()).toHaveLength(2);
  });

  it("is notified once, also when the limit goes up and down again", async () => {
    await use(190);
    const { id } = await override(150, day(1));
    await follow(day(1));
    await inOrganization(organization.id, (ctx) => revokeOverride(ctx, { overrideId: id }), day(2));
    await follow(day(2));
    await override(150, day(3));
    await follow(day(3));
    expect(await mails()).toEqual(["critical of 200", "hard of 150"]);
    expect(new Set(await notices()).size).toBe((await notices()).length);
  });

  it("starts a grace period where more still fits", async () => {
    await use(160);
    await override(155, day(2));
    await follow(day(2));
    expect(await graceStart()).toEqual(day(2));
    expect(await mails()).toEqual(["warning of 200", "soft of 155"]);
    expect(await meterNow(day(2))).toMatchObject({ state: "grace", graceEndsAt: day(9) });
  });
});

describe("an alert about a limit", () => {
  it("closes when the period ends", async () => {
    await use(220);
    await follow();
    await follow(day(10));
    expect(await openAlerts()).toEqual(["reached its hard limit: Work orders"]);
    await follow(day(31));
    expect(await openAlerts()).toEqual([]);
  });
});

describe("an amount that doesn't fit", () => {
  it("is named, and stopped is notified when nothing more fits", async () => {
    await use(219);
    await expect(use(2)).rejects.toMatchObject({ code: "limit_reached" });
    // The refused caller's transaction is rolled back; events over the API are counted, or refused, on their own.
    expect(await mails()).toEqual(["soft of 200"]);
    await use(1);
    expect(await mails()).toEqual(["soft of 200", "hard of 200"]);
  });
});
