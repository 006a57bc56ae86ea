import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { entitlementOverrides, subscriptionItems, subscriptions, usageCounters, usageNotices } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { day, hour } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setMirror, suspend } from "@/testing/billing/mirror";
import { inOrganization, newOrganization } from "@/testing/factories";
import { usageEventSchema } from "./event";
import { trackEvents } from "./track-events";

const start = new Date("2026-03-01T00:00:00Z");
const onDay = (days: number, ms = 0) => new Date(start.getTime() + days * day + ms);

type Given = { limit: number; used: number; amount: number; reachedAt?: Date; now?: Date };

async function organizationWith(limit: number) {
  const organization = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
  await override(organization.id, limit);
  return organization;
}

const override = (organizationId: string, limit: number) =>
  inOrganization(organizationId, ({ tx }) =>
    tx.insert(entitlementOverrides).values({
      organizationId,
      id: uuidv7(),
      kind: "meter",
      name: "work_orders",
      limit,
      reason: "the bounds",
      createdAt: new Date(),
    }),
  );

const track = async (organization: string, amount: number, now: Date, given: { timestamp?: string } = {}) => {
  const event = usageEventSchema.parse({ organization, meter: "work_orders", amount, ...given });
  const [answer] = await trackEvents({ actor: { kind: "platform_key", id: "key" }, now }, [event]);
  if (!answer) throw new Error("no answer");
  return answer;
};

const steps = (id: string) =>
  inOrganization(id, async ({ tx }) =>
    (await tx.select().from(usageNotices))
      .map(({ step, periodStart }) => `${step} ${periodStart.toISOString().slice(0, 7)}`)
      .sort(),
  );

/** Brings a new counter to `used`, then counts `amount` more. */
async function climb({ limit, used, amount, reachedAt = start, now = start }: Given) {
  const { id } = await organizationWith(limit);
  if (used > 0) await track(id, used, reachedAt);
  const answer = await track(id, amount, now);
  const notified = (await steps(id)).map((step) => step.split(" ")[0]);
  return answer.status === "refused"
    ? { stopped: answer.error.details.rule, notified }
    : { state: answer.state, notified };
}

describe("at each threshold", () => {
  it.each([
    ["79.9%", { limit: 1000, used: 798, amount: 1 }, { state: "ok", notified: [] }],
    ["80%", { limit: 1000, used: 799, amount: 1 }, { state: "warning", notified: ["warning"] }],
    ["89.9%", { limit: 1000, used: 898, amount: 1 }, { state: "warning", notified: ["warning"] }],
    ["90%", { limit: 1000, used: 899, amount: 1 }, { state: "critical", notified: ["critical", "warning"] }],
    ["99.9%", { limit: 1000, used: 998, amount: 1 }, { state: "critical", notified: ["critical", "warning"] }],
    ["100%", { limit: 1000, used: 999, amount: 1 }, { state: "grace", notified: ["critical", "soft", "warning"] }],
    ["109.9%", { limit: 1000, used: 1000, amount: 99 }, { state: "grace", notified: ["critical", "soft", "warning"] }],
    [
      "110%",
      { limit: 1000, used: 1000, amount: 100 },
      { state: "stopped", notified: ["critical", "hard", "soft", "warning"] },
    ],
    [
      "110.1%",
      { limit: 1000, used: 1000, amount: 101 },
      { stopped: "hard_limit", notified: ["critical", "refused", "soft", "warning"] },
    ],
    [
      "110% of 9, which is 9.9",
      { limit: 9, used: 9, amount: 1 },
      { stopped: "hard_limit", notified: ["critical", "hard", "soft", "warning"] },
    ],
    [
      "110% of 10",
      { limit: 10, used: 10, amount: 1 },
      { state: "stopped", notified: ["critical", "hard", "soft", "warning"] },
    ],
    [
      "the last millisecond of the grace period",
      { limit: 100, used: 100, amount: 1, now: onDay(7, -1) },
      { state: "grace", notified: ["critical", "soft", "warning"] },
    ],
    [
      "day 7, 00:00",
      { limit: 100, used: 100, amount: 1, now: onDay(7) },
      { stopped: "grace_over", notified: ["critical", "hard", "soft", "warning"] },
    ],
    ["nothing included", { limit: 0, used: 0, amount: 1 }, { stopped: "not_included", notified: [] }],
  ] satisfies [string, Given, object][])("%s", async (_bound, given, expected) => {
    expect(await climb(given)).toEqual(expected);
  });
});

describe("a new period", () => {
  it("starts with its own grace period and notifies each threshold again, once", async () => {
    const { id } = await organizationWith(100);
    await track(id, 100, onDay(0));
    expect((await track(id, 1, onDay(8))).status).toBe("refused");
    expect(await track(id, 100, onDay(31))).toMatchObject({ status: "accepted", state: "grace" });
    expect(await track(id, 1, onDay(38, -1))).toMatchObject({
      status: "accepted",
      graceEndsAt: onDay(38).toISOString(),
    });
    expect((await track(id, 1, onDay(38))).status).toBe("refused");
    expect(await steps(id)).toEqual(
      ["critical", "hard", "soft", "warning"].flatMap((step) => [`${step} 2026-03`, `${step} 2026-04`]),
    );
  });
});

describe("a limit that changes", () => {
  it("applies immediately: an override up and down again", async () => {
    const { id } = await organizationWith(100);
    await track(id, 110, start);
    expect((await track(id, 1, start)).status).toBe("refused");
    await override(id, 200);
    expect(await track(id, 1, start)).toMatchObject({ status: "accepted", limit: 200, state: "ok", graceEndsAt: null });
    await override(id, 100);
    expect(await track(id, 1, start)).toMatchObject({
      status: "refused",
      error: { details: { rule: "hard_limit", used: 111 } },
    });
  });

  it("applies immediately: a plan change and a suspension", async () => {
    const organization = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
    await track(organization.id, 220, start);
    await setMirror(organization.id, { planKey: "professional" });
    expect(await track(organization.id, 1, start)).toMatchObject({ status: "accepted", limit: 5000 });
    await suspend(organization.id, start);
    expect(await track(organization.id, 1, start)).toMatchObject({ status: "refused", error: { code: "forbidden" } });
  });

  it("raises the version that cached entitlements are checked against, with an add-on too", async () => {
    const { id } = await organizationWith(100);
    const version = async () =>
      (await inOrganization(id, ({ tx }) => tx.select({ v: subscriptions.entitlementsVersion }).from(subscriptions)))[0]
        ?.v ?? 0;
    const before = await version();
    const item = {
      stripeItemId: "si_1",
      kind: "add_on" as const,
      itemKey: "extra_user",
      lookupKey: "x",
      name: "Extra user",
      quantity: 1,
      unitAmount: 500,
      currency: "usd",
      interval: "month" as const,
      intervalCount: 1,
      metered: false,
      recurringAmount: 500,
    };
    await withPlatform({ actor: asSystem("stripe") }, ({ tx }) =>
      tx.insert(subscriptionItems).values({ organizationId: id, ...item }),
    );
    const bought = await version();
    await withPlatform({ actor: asSystem("stripe") }, ({ tx }) =>
      tx.delete(subscriptionItems).where(eq(subscriptionItems.organizationId, id)),
    );
    expect([bought > before, (await version()) > bought]).toEqual([true, true]);
  });
});

describe("an event that is reported late", () => {
  const counters = async (id: string) =>
    (await inOrganization(id, ({ tx }) => tx.select().from(usageCounters).orderBy(usageCounters.periodStart))).map(
      ({ periodStart, used }) => `${periodStart.toISOString().slice(0, 10)} ${used}`,
    );
  const turn = new Date("2026-04-01T00:00:00Z");

  it.each([
    ["before the turn, reported before it", -1, -1, ["2026-03-01 1"]],
    ["at the turn", 0, 0, ["2026-04-01 1"]],
    ["in the last millisecond, reported one millisecond less than an hour later", -1, hour - 1, ["2026-03-01 1"]],
    ["in the last millisecond, reported an hour later", -1, hour, ["2026-04-01 1"]],
    ["thirty days ago", -30 * day + hour, hour, ["2026-04-01 1"]],
    ["in the next period, five minutes ahead of us", 0, -5 * 60_000, ["2026-04-01 1"]],
  ])("%s", async (_when, happened, notified, expected) => {
    const { id } = await organizationWith(100);
    const timestamp = new Date(turn.getTime() + happened).toISOString();
    await track(id, 1, new Date(turn.getTime() + notified), { timestamp });
    expect(await counters(id)).toEqual(expected);
  });
});
