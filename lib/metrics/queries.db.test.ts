import { inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { metricOrganizations, movements, organizations } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { inOrganization, newOrganization } from "@/testing/factories";
import { type MovementKind, monthLosses, revenueSummary } from "./index";

const now = new Date("2026-11-21T12:00:00Z");

type Booked = { kind: MovementKind; before: number; after: number; at: string; currency?: string };

async function customer(name: string, createdAt: string, booked: Booked[]) {
  const { id } = await newOrganization({ name, createdAt: new Date(createdAt) });
  await inOrganization(id, async ({ tx }) => {
    for (const { kind, before, after, at, currency = "usd" } of booked) {
      const occurredAt = new Date(at);
      await tx.insert(movements).values({
        organizationId: id,
        id: crypto.randomUUID(),
        kind,
        currency,
        amount: after - before,
        mrrBefore: before,
        mrrAfter: after,
        occurredAt,
        createdAt: occurredAt,
      });
    }
  });
  return id;
}

describe("the revenue summary", () => {
  it("adds up the movements of all organizations, per currency, up to now", async () => {
    await customer("Grown", "2026-09-02T00:00:00Z", [
      { kind: "new", before: 0, after: 4900, at: "2026-09-10T00:00:00Z" },
      { kind: "expansion", before: 4900, after: 19900, at: "2026-11-02T00:00:00Z" },
    ]);
    await customer("Left", "2026-09-03T00:00:00Z", [
      { kind: "new", before: 0, after: 99900, at: "2026-09-30T23:59:59Z" },
      { kind: "churn", before: 99900, after: 0, at: "2026-11-01T00:00:00Z" },
    ]);
    await customer("Euro", "2026-10-05T00:00:00Z", [
      { kind: "new", before: 0, after: 18000, at: "2026-10-06T00:00:00Z", currency: "eur" },
    ]);
    await customer("Tomorrow", "2026-11-20T00:00:00Z", [
      { kind: "new", before: 0, after: 4900, at: "2026-11-22T00:00:00Z" },
    ]);
    const summary = await withPlatform({ actor: asSystem(), now }, (ctx) => revenueSummary(ctx));
    expect(summary).toMatchObject({
      organizations: 4,
      trials: 1,
      paying: 2,
      revenue: [
        { currency: "usd", mrr: 19900, arr: 238800, paying: 1, arpa: 19900 },
        { currency: "eur", mrr: 18000, arr: 216000, paying: 1, arpa: 18000 },
      ],
    });
    expect(summary.month.find(({ currency }) => currency === "usd")).toMatchObject({
      opening: 104800,
      closing: 19900,
      lost: 99900,
      byKind: {
        expansion: { amount: 15000, count: 1 },
        churn: { amount: -99900, count: 1 },
        new: { amount: 0, count: 0 },
      },
    });
    const usd = summary.series.filter(({ currency }) => currency === "usd");
    expect(usd).toHaveLength(12);
    expect(usd.slice(-4).map(({ mrr }) => mrr)).toEqual([0, 104800, 104800, 19900]);
    expect(summary.trialCohorts.filter(({ started }) => started > 0)).toEqual([
      { month: "2026-09", started: 2, converted: 2, rate: 1, young: false },
      { month: "2026-10", started: 1, converted: 1, rate: 1, young: false },
      { month: "2026-11", started: 1, converted: 0, rate: 0, young: true },
    ]);
    expect(summary.latest[0]).toMatchObject({ organizationName: "Grown", kind: "expansion", amount: 15000 });
    expect(summary.latest).toHaveLength(5);
  });
});

describe("gross MRR churn", () => {
  const of = async (currency: string, at = now) =>
    (await withPlatform({ actor: asSystem(), now: at }, (ctx) => revenueSummary(ctx))).month.find(
      (month) => month.currency === currency,
    );
  const old = { kind: "new", before: 0, at: "2026-10-03T00:00:00Z" } as const;
  const inNovember = (day: number) => `2026-11-${String(day).padStart(2, "0")}T00:00:00Z`;

  it("is what each customer of the month's start lost by itself", async () => {
    const currency = "gbp";
    await customer("Stayed", old.at, [{ ...old, after: 100_000, currency }]);
    await customer("Joined and left", inNovember(2), [
      { kind: "new", before: 0, after: 30_000, at: inNovember(2), currency },
      { kind: "churn", before: 30_000, after: 0, at: inNovember(9), currency },
    ]);
    await customer("Contracted, then expanded", old.at, [
      { ...old, after: 20_000, currency },
      { kind: "contraction", before: 20_000, after: 5_000, at: inNovember(3), currency },
      { kind: "expansion", before: 5_000, after: 18_000, at: inNovember(4), currency },
    ]);
    await customer("Expanded", old.at, [
      { ...old, after: 10_000, currency },
      { kind: "expansion", before: 10_000, after: 90_000, at: inNovember(3), currency },
    ]);
    await customer("Left and came back", old.at, [
      { ...old, after: 10_000, currency },
      { kind: "churn", before: 10_000, after: 0, at: inNovember(3), currency },
      { kind: "reactivation", before: 0, after: 10_000, at: inNovember(5), currency },
    ]);
    await customer("Paused", old.at, [
      { ...old, after: 40_000, currency },
      { kind: "contraction", before: 40_000, after: 39_000, at: inNovember(3), currency },
      { kind: "paused", before: 39_000, after: 0, at: inNovember(5), currency },
    ]);
    await customer("Left", old.at, [
      { ...old, after: 7_000, currency },
      { kind: "churn", before: 7_000, after: 0, at: inNovember(6), currency },
    ]);
    expect(await of(currency)).toMatchObject({ opening: 187_000, lost: 2_000 + 1_000 + 7_000 });
    const losses = await withPlatform({ actor: asSystem() }, (ctx) => monthLosses(ctx, now));
    expect(losses.find((each) => each.currency === currency)).toMatchObject({
      left: { amount: 7_000, customers: 1 },
      reduced: { amount: 3_000, customers: 2 },
    });
    expect(await of(currency, new Date("2026-12-05T00:00:00Z"))).toMatchObject({ lost: 0 });
  });
});

describe("deleting an organization", () => {
  it("changes no figure of the past", async () => {
    const figures = async () => {
      const summary = await withPlatform({ actor: asSystem(), now }, (ctx) => revenueSummary(ctx));
      const { trialCohorts, month, series, revenue } = summary;
      return { trialCohorts, month, series, revenue };
    };
    const converted = await customer("Converted, then left", "2026-08-03T00:00:00Z", [
      { kind: "new", before: 0, after: 4900, at: "2026-08-10T00:00:00Z" },
      { kind: "churn", before: 4900, after: 0, at: "2026-10-10T00:00:00Z" },
    ]);
    const tried = await customer("Only tried", "2026-08-04T00:00:00Z", []);
    const before = await figures();
    await withPlatform({ actor: asSystem() }, ({ tx }) =>
      tx.delete(organizations).where(inArray(organizations.id, [converted, tried])),
    );
    expect(await figures()).toEqual(before);
    const kept = await withPlatform({ actor: asSystem() }, ({ tx }) =>
      tx
        .select({ trialStartedAt: metricOrganizations.trialStartedAt })
        .from(metricOrganizations)
        .where(inArray(metricOrganizations.organizationId, [converted, tried])),
    );
    expect(kept.every(({ trialStartedAt }) => trialStartedAt !== null)).toBe(true);
    expect(kept).toHaveLength(2);
  });
});
