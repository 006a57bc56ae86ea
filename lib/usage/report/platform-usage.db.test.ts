import { inArray } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gauges, organizations, subscriptions, usageCounters } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { newOrganization } from "@/testing/factories";
import { limitViolations, topOrganizations } from "../index";

const now = new Date("2026-11-21T12:00:00Z");
const platform = <T>(work: Parameters<typeof withPlatform<T>>[1]) => withPlatform({ actor: asSystem(), now }, work);

/** With so much used of 200 work orders, and so many users of 3. */
async function organization(name: string, used: number, users: number, periodStart = addDays(now, -5)) {
  const { id } = await newOrganization({ name, plan: "starter", createdAt: addDays(now, -6) });
  await platform(async ({ tx }) => {
    await tx.insert(usageCounters).values({
      organizationId: id,
      meter: "work_orders",
      periodStart,
      periodEnd: addDays(periodStart, 30),
      used,
      included: 200,
      updatedAt: now,
    });
    await tx.insert(gauges).values({ organizationId: id, meter: "users", level: users, updatedAt: now });
  });
  return id;
}

describe("usage over all organizations", () => {
  it("names who uses the most of each meter in the running period, with their limits", async () => {
    await organization("Some", 50, 1);
    await organization("Most", 190, 2);
    await organization("Last period", 900, 3, addDays(now, -40));
    const { meters } = await platform((ctx) => topOrganizations(ctx, { limit: 2 }));
    expect(meters.find(({ meter }) => meter === "work_orders")?.rows).toMatchObject([
      { name: "Most", used: 190, limit: 200, planKey: "starter" },
      { name: "Some", used: 50, limit: 200 },
    ]);
    expect(meters.find(({ meter }) => meter === "users")?.rows.map(({ name, used }) => [name, used])).toEqual([
      ["Last period", 3],
      ["Most", 2],
    ]);
  });

  it("names who needs a larger plan, the furthest above the limit first", async () => {
    await organization("At the hard limit", 220, 1);
    await organization("Over", 205, 1);
    const violations = await platform((ctx) => limitViolations(ctx));
    const listed = violations.map(({ name, meter, step }) => `${name}: ${meter} ${step}`);
    expect(listed).toEqual([
      "At the hard limit: work_orders hard",
      "Over: work_orders soft",
      "Last period: users hard",
      "Most: work_orders critical",
    ]);
    expect(violations[0]).toMatchObject({ used: 220, limit: 200, ratio: 1.1 });
  });

  it.each([
    [179, false],
    [180, true],
    [189, true],
    [190, true],
  ])("counts %i of 200 as near the limit: %s", async (used, isNear) => {
    const id = await organization(`Used ${used}`, used, 1);
    const violations = await platform((ctx) => limitViolations(ctx));
    expect(violations.some(({ organizationId }) => organizationId === id)).toBe(isNear);
  });

  it("leaves out what was used before the billing anchor, as in the trial", async () => {
    const id = await organization("Bought a smaller plan", 2_423, 1);
    await setMirror(id, { status: "active", planKey: "starter", anchorAt: addDays(now, -1), mrr: 4_900 });
    const { meters } = await platform((ctx) => topOrganizations(ctx));
    const named = meters.flatMap(({ meter, rows }) => rows.map(({ name }) => `${name}: ${meter}`));
    expect(named).not.toContain("Bought a smaller plan: work_orders");
    expect((await platform((ctx) => limitViolations(ctx))).map(({ name }) => name)).not.toContain(
      "Bought a smaller plan",
    );
  });
});

const plans = ["starter", "professional", "enterprise"] as const;

/** Close to the limits and steps, where mistakes are. */
const amount = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 22, 23, 25, 179, 180, 199, 200, 201, 219, 220, 4_499, 4_500, 5_000, 90_000, 100_000),
  fc.integer({ min: 0, max: 12_000_000 }),
);

const history = fc.record({
  plan: fc.constantFrom(...plans),
  boughtDaysAgo: fc.option(fc.integer({ min: 0, max: 40 })),
  gauges: fc.array(fc.record({ meter: fc.constantFrom("users", "plants", "storage_gb"), level: amount }), {
    maxLength: 4,
  }),
  counters: fc.uniqueArray(
    fc.record({
      meter: fc.constantFrom("work_orders", "api_calls"),
      daysAgo: fc.integer({ min: -1, max: 60 }),
      amounts: fc.array(amount, { minLength: 1, maxLength: 3 }),
      included: fc.constantFrom(null, 0, 200, 5_000, 100_000),
      sold: fc.boolean(),
    }),
    { maxLength: 3, selector: ({ meter, daysAgo }) => `${meter} ${daysAgo}` },
  ),
});

type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

/** In the order in which it happened: levels and counters change several times, and the plan changes after some of them. */
async function play({ plan, boughtDaysAgo, gauges: levels, counters }: History): Promise<string> {
  const { id } = await newOrganization({ plan: "starter" });
  const setLevel = ({ meter, level }: History["gauges"][number]) =>
    platform(({ tx }) =>
      tx
        .insert(gauges)
        .values({ organizationId: id, meter, level, updatedAt: now })
        .onConflictDoUpdate({ target: [gauges.organizationId, gauges.meter], set: { level } }),
    );
  for (const each of levels.slice(0, 2)) await setLevel(each);
  const anchorAt = boughtDaysAgo === null ? null : addDays(now, -boughtDaysAgo);
  await setMirror(id, { status: "active", planKey: plan, anchorAt, mrr: 4_900 });
  for (const each of levels.slice(2)) await setLevel(each);
  for (const { meter, daysAgo, amounts, included, sold } of counters) {
    const periodStart = addDays(now, -daysAgo);
    const row = { organizationId: id, meter, periodStart, periodEnd: addDays(periodStart, 30), included, sold };
    for (const used of amounts) {
      await platform(({ tx }) =>
        tx
          .insert(usageCounters)
          .values({ ...row, used, updatedAt: now })
          .onConflictDoUpdate({
            target: [usageCounters.organizationId, usageCounters.meter, usageCounters.periodStart],
            set: { used },
          }),
      );
    }
  }
  return id;
}

/** What is used now, by reading every row. */
async function everyUse(ids: readonly string[]) {
  const [counters, levels, sold] = await platform(({ tx }) =>
    Promise.all([
      tx
        .select()
        .from(usageCounters)
        .where(inArray(usageCounters.organizationId, [...ids])),
      tx
        .select()
        .from(gauges)
        .where(inArray(gauges.organizationId, [...ids])),
      tx
        .select()
        .from(subscriptions)
        .where(inArray(subscriptions.organizationId, [...ids])),
    ]),
  );
  const mirrorOf = (id: string) => sold.find(({ organizationId }) => organizationId === id);
  const isCutShort = ({ organizationId, periodStart }: (typeof counters)[number]) => {
    const anchorAt = mirrorOf(organizationId)?.anchorAt;
    return !!anchorAt && anchorAt > periodStart && anchorAt <= now;
  };
  const running = counters.filter((each) => each.periodStart <= now && each.periodEnd > now && !isCutShort(each));
  const planLimit = (organizationId: string, meter: string) =>
    catalog.plans.find(({ key }) => key === mirrorOf(organizationId)?.planKey)?.limits[meter];
  return [
    ...running.map(({ organizationId, meter, used, included, sold: isSold }) => {
      const nearAt = isSold ? null : included;
      return { organizationId, meter, used, nearAt, limit: planLimit(organizationId, meter) };
    }),
    ...levels.map(({ organizationId, meter, level }) => {
      const limit = planLimit(organizationId, meter);
      return { organizationId, meter, used: level, nearAt: typeof limit === "number" ? limit : null, limit };
    }),
  ].filter(({ used }) => used > 0);
}

describe("usage over all organizations, after any history", () => {
  it("is what reading every row says", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 3, maxLength: 8 }), async (histories) => {
        await platform(({ tx }) => tx.delete(organizations));
        const ids = await Promise.all(histories.map(play));
        const every = await everyUse(ids);
        const { meters } = await platform((ctx) => topOrganizations(ctx, { limit: 3 }));
        for (const { meter, rows } of meters) {
          const most = every.filter((each) => each.meter === meter).map(({ used }) => used);
          expect([meter, rows.map(({ used }) => used)]).toEqual([meter, most.sort((a, b) => b - a).slice(0, 3)]);
        }
        const near = every.flatMap(({ organizationId, meter, used, nearAt, limit }) => {
          const isNear = nearAt !== null && used / Math.max(nearAt, 1) >= 0.9;
          const isViolated = typeof limit === "number" && limit > 0 && used / limit >= 0.9;
          return isNear && isViolated ? [`${organizationId} ${meter} ${used}`] : [];
        });
        const violations = await platform((ctx) => limitViolations(ctx, { limit: 100 }));
        expect(
          violations.map(({ organizationId, meter, used }) => `${organizationId} ${meter} ${used}`).sort(),
        ).toEqual(near.sort());
      }),
      { numRuns: 10, endOnFailure: true },
    );
  }, 60_000);
});
