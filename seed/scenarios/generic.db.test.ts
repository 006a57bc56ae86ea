import "@/testing/billing/local-stripe";
import { eq, inArray } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { gauges, memberships, organizations, subscriptions, trials, usageCounters, users } from "@/db/schema";
import { catalog, findPlan } from "@/lib/catalog";
import { now } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { scenariosOf } from ".";

/** What a product without sample data of its own has, but for a choice of usage. */
const scenarios = scenariosOf(catalog, {
  scenarios: { trialing: { organization: "Quarry Street Labs", usage: { work_orders: 0.9 } } },
});
const all = Object.values(scenarios);
const platform = <T>(work: Parameters<typeof withPlatform<T>>[1]) => withPlatform<T>({ actor: asSystem("seed") }, work);

const byName = async (name: string) => {
  const [row] = await platform(({ tx }) => tx.select().from(organizations).where(eq(organizations.name, name)));
  if (!row) throw new Error(`There is no ${name}.`);
  return row.id;
};

beforeAll(async () => {
  for (const scenario of all) await scenario.create("correct horse battery staple");
}, 60_000);

describe("the organizations of a product that declares none", () => {
  it("are three, each with an owner who can sign in", async () => {
    const found = await platform(({ tx }) =>
      tx
        .select()
        .from(users)
        .where(
          inArray(
            users.email,
            all.map(({ owner }) => owner.email),
          ),
        ),
    );
    expect(found.map(({ passwordHash }) => passwordHash !== null)).toEqual([true, true, true]);
    expect(scenarios.trialing.organization).toBe("Quarry Street Labs");
  });

  it("include one that pays for the recommended plan, with a team within its seats and about 60% of a month used", async () => {
    const organizationId = await byName(scenarios.paying.organization);
    const [subscription] = await platform(({ tx }) =>
      tx.select().from(subscriptions).where(eq(subscriptions.organizationId, organizationId)),
    );
    const plan = catalog.plans.find(({ highlighted }) => highlighted);
    expect(subscription).toMatchObject({ planKey: plan?.key, status: "active" });
    const team = await platform(({ tx }) => tx.$count(memberships, eq(memberships.organizationId, organizationId)));
    expect(team).toBe(4);
    const levels = await platform(({ tx }) =>
      tx.select().from(gauges).where(eq(gauges.organizationId, organizationId)),
    );
    expect(levels.find(({ meter }) => meter === "users")?.level).toBe(4);
    const counters = await platform(({ tx }) =>
      tx.select().from(usageCounters).where(eq(usageCounters.organizationId, organizationId)),
    );
    const current = counters.toSorted((a, b) => b.periodStart.getTime() - a.periodStart.getTime())[0];
    expect((current?.used ?? 0) / Number(plan?.limits.work_orders)).toBeCloseTo(0.62, 2);
  });

  it("include one on trial that has used what was chosen, and one whose trial has ended", async () => {
    const trialing = await byName(scenarios.trialing.organization);
    const [counter] = await platform(({ tx }) =>
      tx.select().from(usageCounters).where(eq(usageCounters.organizationId, trialing)),
    );
    const limit = Number(findPlan(catalog, catalog.trial.defaultPlan).limits.work_orders);
    expect((counter?.used ?? 0) / limit).toBeCloseTo(0.9, 2);
    const expired = await byName(scenarios.expired.organization);
    const [trial] = await platform(({ tx }) => tx.select().from(trials).where(eq(trials.organizationId, expired)));
    expect(trial?.endsAt && trial.endsAt < now()).toBe(true);
    expect(trial?.endedAt).not.toBeNull();
  });
});
