import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { organizations, visits } from "@/db/schema";
import {
  type bookMovements,
  customer,
  forgetEverything,
  reading,
  roll,
  setSegments,
} from "@/testing/metrics/book-movements";
import {
  churnMetrics,
  cohortMetrics,
  conversionMetrics,
  funnelMetrics,
  monthChurn,
  monthCustomers,
  movementMetrics,
  movementsBehind,
  overviewMetrics,
  planMixMetrics,
  storeRates,
} from "../index";
import type { MetricFilter, Segment } from "./types";

const now = new Date("2026-11-21T12:00:00Z");

beforeEach(forgetEverything);

const november = async (filter: MetricFilter = {}, at = now) => {
  const { months, retention } = await reading(at, (ctx) =>
    movementMetrics(ctx, { ...filter, from: "2026-11", to: "2026-11" }),
  );
  const month = months[0];
  const rates = retention[0];
  if (!month || !rates) throw new Error("no month");
  const amounts = Object.fromEntries(
    month.steps.filter(({ count }) => count > 0).map(({ kind, amount }) => [kind, amount]),
  );
  return { ...month, amounts, ...rates };
};

const overview = (filter: MetricFilter = {}, at = now) =>
  reading(at, (ctx) => overviewMetrics(ctx, { range: "30d", ...filter }));

/** A customer of an earlier month. */
const old = (mrr: number, more: Partial<Parameters<typeof bookMovements>[1][number]> = {}) =>
  ({ kind: "new", before: 0, after: mrr, at: "2026-09-10", ...more }) as const;

describe("the overview", () => {
  it("adds up the movements of all organizations up to now, and counts them", async () => {
    await customer("2026-09-02", [
      { kind: "new", before: 0, after: 4_900, at: "2026-09-10" },
      { kind: "expansion", before: 4_900, after: 19_900, at: "2026-11-02" },
    ]);
    await customer("2026-09-03", [
      { kind: "new", before: 0, after: 99_900, at: "2026-09-30T23:59:59Z" },
      { kind: "churn", before: 99_900, after: 0, at: "2026-11-01" },
    ]);
    await customer("2026-11-20", [{ kind: "new", before: 0, after: 4_900, at: "2026-11-22" }]);
    const figures = await overview();
    const tile = (slug: string) => figures.tiles.find((each) => each.slug === slug);
    expect(figures.mrr).toMatchObject({ value: 19_900, delta: { amount: -84_900, ratio: -84_900 / 104_800 } });
    expect(figures.waterfall).toMatchObject({ month: "2026-11", opening: 104_800, closing: 19_900, running: true });
    expect(tile("arr")).toMatchObject({ value: 238_800, previous: 1_257_600, type: "balance" });
    expect(tile("arpa")?.value).toBe(19_900);
    expect(tile("organizations")).toMatchObject({ value: 3, previous: 2 });
    expect(tile("paying")).toMatchObject({ value: 1, previous: 2 });
    expect(tile("trials")?.value).toBe(1);
    expect(tile("sign-ups")?.value).toBe(1);
    expect(tile("trial-conversion")).toMatchObject({ at: "2026-10", value: null, previous: 1 });
    expect(tile("nrr")).toMatchObject({ at: "2026-10", value: 1, previous: null });
    const all = await reading(now, (ctx) => overviewMetrics(ctx, { range: "all" }));
    expect(all.mrr.points.map(({ day, mrr }) => [day, mrr])).toEqual([
      ["2026-09-30", 104_800],
      ["2026-10-31", 104_800],
      ["2026-11-30", 19_900],
    ]);
    const year = await reading(now, (ctx) => overviewMetrics(ctx, { range: "12m" }));
    expect(year.mrr.points.slice(-8).map(({ mrr }) => mrr)).toEqual([
      104_800, 104_800, 104_800, 104_800, 104_800, 19_900, 19_900, 19_900,
    ]);
  });
});

describe("a month", () => {
  it("opens, moves and closes, with several changes of one customer", async () => {
    await customer("2026-09-01", [
      old(10_000),
      { kind: "expansion", before: 10_000, after: 25_000, at: "2026-11-03" },
      { kind: "contraction", before: 25_000, after: 12_000, at: "2026-11-09" },
      { kind: "expansion", before: 12_000, after: 13_000, at: "2026-11-20" },
    ]);
    expect(await november()).toMatchObject({
      opening: 10_000,
      amounts: { expansion: 16_000, contraction: -13_000 },
      closing: 13_000,
      nrr: 1.3,
      grr: 1,
      grossMrrChurn: 0,
      logoChurn: 0,
    });
  });

  it("counts a customer who joined and left within it in its movements, but in no rate", async () => {
    await customer("2026-09-01", [old(10_000)]);
    await customer("2026-10-25", [
      { kind: "new", before: 0, after: 5_000, at: "2026-11-02" },
      { kind: "churn", before: 5_000, after: 0, at: "2026-11-19" },
    ]);
    expect(await november()).toMatchObject({
      opening: 10_000,
      amounts: { new: 5_000, churn: -5_000 },
      closing: 10_000,
      grossMrrChurn: 0,
      logoChurn: 0,
      nrr: 1,
    });
  });

  it("loses nothing by a customer who left and came back in it, and only the difference if they pay less", async () => {
    await customer("2026-09-01", [old(90_000)]);
    await customer("2026-09-01", [
      old(10_000),
      { kind: "churn", before: 10_000, after: 0, at: "2026-11-02" },
      { kind: "reactivation", before: 0, after: 7_000, at: "2026-11-20" },
    ]);
    expect(await november()).toMatchObject({ grossMrrChurn: 0.03, grr: 0.97, nrr: 0.97, logoChurn: 0 });
  });

  it("tells customers who canceled from those who stopped paying", async () => {
    await customer("2026-09-01", [old(10_000)]);
    await customer("2026-09-01", [old(20_000), { kind: "churn", before: 20_000, after: 0, at: "2026-11-02" }]);
    await customer("2026-09-01", [
      old(10_000),
      { kind: "churn", before: 10_000, after: 0, at: "2026-11-02", cause: "delinquent" },
    ]);
    await customer("2026-09-01", [old(10_000)]);
    expect(await november()).toMatchObject({
      grossMrrChurn: 0.6,
      logoChurn: 0.5,
      voluntaryLogoChurn: 0.25,
      delinquentLogoChurn: 0.25,
    });
  });

  it("has no rates without customers at its start", async () => {
    await customer("2026-11-01", [{ kind: "new", before: 0, after: 5_000, at: "2026-11-02" }]);
    expect(await november()).toMatchObject({ opening: 0, closing: 5_000, nrr: null, grr: null, logoChurn: null });
  });

  it("ends at midnight UTC", async () => {
    await customer("2026-09-01", [{ kind: "new", before: 0, after: 1_000, at: "2026-10-31T23:59:59.999Z" }]);
    await customer("2026-09-01", [{ kind: "new", before: 0, after: 2_000, at: "2026-11-01T00:00:00Z" }]);
    expect(await november()).toMatchObject({ opening: 1_000, amounts: { new: 2_000 } });
  });
});

describe("gross MRR churn", () => {
  it("is what each customer of the month's start lost by itself", async () => {
    const currency = "gbp";
    const from = (mrr: number) => old(mrr, { currency, at: "2026-10-03" });
    const inNovember = (day: number) => `2026-11-${String(day).padStart(2, "0")}`;
    await customer("2026-10-01", [from(100_000)], { name: "Stayed" });
    await customer("2026-11-01", [
      { kind: "new", before: 0, after: 30_000, at: inNovember(2), currency },
      { kind: "churn", before: 30_000, after: 0, at: inNovember(9), currency },
    ]);
    // Contracted, then expanded.
    await customer("2026-10-01", [
      from(20_000),
      { kind: "contraction", before: 20_000, after: 5_000, at: inNovember(3), currency },
      { kind: "expansion", before: 5_000, after: 18_000, at: inNovember(4), currency },
    ]);
    await customer("2026-10-01", [
      from(10_000),
      { kind: "expansion", before: 10_000, after: 90_000, at: inNovember(3), currency },
    ]);
    // Left and came back.
    await customer("2026-10-01", [
      from(10_000),
      { kind: "churn", before: 10_000, after: 0, at: inNovember(3), currency },
      { kind: "reactivation", before: 0, after: 10_000, at: inNovember(5), currency },
    ]);
    await customer("2026-10-01", [
      from(40_000),
      { kind: "contraction", before: 40_000, after: 39_000, at: inNovember(3), currency },
      { kind: "paused", before: 39_000, after: 0, at: inNovember(5), currency },
    ]);
    await customer("2026-10-01", [
      from(7_000),
      { kind: "churn", before: 7_000, after: 0, at: inNovember(6), currency },
    ]);
    expect(await november({ currency })).toMatchObject({ opening: 187_000, grossMrrChurn: 10_000 / 187_000 });
    expect(await reading(now, monthChurn)).toEqual([
      {
        currency,
        month: "2026-11",
        rate: 10_000 / 187_000,
        left: { amount: 7_000, customers: 1 },
        reduced: { amount: 3_000, customers: 2 },
      },
    ]);
    expect(await reading(new Date("2026-12-05T00:00:00Z"), monthChurn)).toMatchObject([{ rate: 0 }]);
  });
});

describe("a pause", () => {
  it("is a bucket of its own: no churn, no loss", async () => {
    await customer("2026-09-01", [old(60_000)]);
    await customer("2026-09-01", [old(40_000), { kind: "paused", before: 40_000, after: 0, at: "2026-11-05" }]);
    expect(await november()).toMatchObject({
      amounts: { paused: -40_000 },
      closing: 60_000,
      nrr: 1,
      grr: 1,
      grossMrrChurn: 0,
      logoChurn: 0,
    });
    expect((await overview()).mrr).toMatchObject({ value: 60_000, onHold: 40_000 });
  });

  it("is a loss in the month in which the customer leaves without having returned", async () => {
    await customer("2026-09-01", [old(60_000)]);
    await customer("2026-09-01", [
      old(40_000),
      { kind: "paused", before: 40_000, after: 0, at: "2026-10-05" },
      { kind: "resumed", before: 0, after: 40_000, at: "2026-11-07" },
      { kind: "churn", before: 40_000, after: 0, at: "2026-11-07" },
    ]);
    expect(await november()).toMatchObject({ opening: 60_000, closing: 60_000, grossMrrChurn: 0.4, logoChurn: 0.5 });
  });
});

describe("plans", () => {
  it("pass on what a customer takes along when they switch, and each plan's month adds up", async () => {
    await customer("2026-09-01", [
      old(4_900),
      {
        kind: "expansion",
        before: 4_900,
        after: 19_900,
        at: "2026-11-03",
        plan: "professional",
        planBefore: "starter",
      },
    ]);
    const inPlan = (value: string) => november({ segment: { dimension: "plan", value } });
    expect(await inPlan("starter")).toMatchObject({
      opening: 4_900,
      amounts: { transfer_out: -4_900 },
      closing: 0,
      nrr: 19_900 / 4_900,
      grr: 1,
    });
    expect(await inPlan("professional")).toMatchObject({
      opening: 0,
      amounts: { transfer_in: 4_900, expansion: 15_000 },
      closing: 19_900,
      nrr: null,
    });
    expect((await november()).amounts).toEqual({ expansion: 15_000 });
    const { mrr, activeByPlan } = await overview();
    expect(mrr.points.at(-1)).toMatchObject({ mrr: 19_900, byPlan: { professional: 19_900 } });
    expect(mrr.points[0]).toMatchObject({ mrr: 4_900, byPlan: { starter: 4_900 } });
    expect(activeByPlan).toEqual([{ key: "professional", label: "Professional", customers: 1, mrr: 19_900 }]);
  });

  it("never go below zero when a plan changed without changing MRR", async () => {
    await customer("2026-09-01", [
      old(10_000, { plan: "starter" }),
      { kind: "churn", before: 10_000, after: 0, at: "2026-11-03", plan: "professional" },
    ]);
    expect(await november({ segment: { dimension: "plan", value: "starter" } })).toMatchObject({
      opening: 10_000,
      closing: 0,
    });
    expect(await november({ segment: { dimension: "plan", value: "professional" } })).toMatchObject({
      opening: 0,
      closing: 0,
    });
  });

  it("keep a paused customer's MRR for them", async () => {
    await customer("2026-09-01", [
      old(4_900),
      { kind: "paused", before: 4_900, after: 0, at: "2026-10-03" },
      { kind: "resumed", before: 0, after: 4_900, at: "2026-11-03", plan: "professional" },
      { kind: "expansion", before: 4_900, after: 19_900, at: "2026-11-03", plan: "professional" },
    ]);
    expect(await november({ segment: { dimension: "plan", value: "starter" } })).toMatchObject({
      opening: 0,
      amounts: { resumed: 4_900, transfer_out: -4_900 },
      closing: 0,
      nrr: 19_900 / 4_900,
    });
    expect(await november({ segment: { dimension: "plan", value: "professional" } })).toMatchObject({
      closing: 19_900,
    });
  });
});

describe("segments", () => {
  it("add up to the whole, and follow what an organization says of itself, in the past too", async () => {
    const first = await customer("2026-09-01", [old(10_000)], {
      country: "US",
      industry: "machining",
      source: "google.com",
    });
    await customer("2026-10-01", [old(30_000, { at: "2026-10-10", interval: "year" })], { country: "DE" });
    const closing = async (segment: Segment) => (await november({ segment })).closing;
    const values: [Segment["dimension"], string, number][] = [
      ["country", "US", 10_000],
      ["country", "DE", 30_000],
      ["industry", "machining", 10_000],
      ["industry", "unknown", 30_000],
      ["source", "google.com", 10_000],
      ["size", "unknown", 40_000],
      ["interval", "year", 30_000],
      ["sign_up_month", "2026-10", 30_000],
      ["cohort", "2026-09", 10_000],
    ];
    for (const [dimension, value, expected] of values) {
      expect([dimension, value, await closing({ dimension, value })]).toEqual([dimension, value, expected]);
    }
    await setSegments(first, { country: "FR" });
    expect(await closing({ dimension: "country", value: "US" })).toBe(0);
    expect(await closing({ dimension: "country", value: "FR" })).toBe(10_000);
  });
});

describe("several currencies", () => {
  const rates = [
    { base: "usd", currency: "eur", day: "2026-10-01", rate: 1.1 },
    { base: "usd", currency: "eur", day: "2026-11-05", rate: 1.2 },
    { base: "usd", currency: "eur", day: "2026-11-15", rate: 1.25 },
  ];

  it("are added at the day's stored rate, and what rates alone changed is a step of its own", async () => {
    await customer("2026-09-01", [old(10_000)]);
    await customer("2026-09-01", [
      old(20_000, { currency: "eur" }),
      { kind: "expansion", before: 20_000, after: 30_000, at: "2026-11-10", currency: "eur" },
    ]);
    await reading(now, (ctx) => storeRates(ctx, rates));
    const month = await november();
    expect(month).toMatchObject({
      opening: 10_000 + 22_000,
      amounts: { expansion: 12_000 },
      closing: 10_000 + 37_500,
      nrr: (10_000 + 33_000) / 32_000,
    });
    expect(month.steps.find(({ kind }) => kind === "fx")?.amount).toBe(3_500);
    expect(await november({ currency: "eur" })).toMatchObject({ opening: 20_000, closing: 30_000, nrr: 1.5 });
    const { mrr, currency, converted, currencies } = await overview();
    expect({ value: mrr.value, currency, converted, currencies }).toEqual({
      value: 47_500,
      currency: "usd",
      converted: true,
      currencies: ["eur", "usd"],
    });
    expect(mrr.points.at(-1)?.byPlan).toEqual({ starter: 47_500 });
  });

  it("are each rounded before they are added, so that a total is the sum of its currencies as they are shown", async () => {
    const pounds = { base: "usd", currency: "gbp", day: "2026-10-01", rate: 1.3 };
    await reading(now, (ctx) => storeRates(ctx, [{ ...pounds, currency: "eur", rate: 1.1 }, pounds]));
    await customer("2026-09-01", [old(10_000)]);
    await customer("2026-09-01", [old(104, { currency: "eur" })]);
    await customer("2026-09-01", [old(108, { currency: "gbp" })]);
    const [sums] = await reading(now, ({ tx }) =>
      tx.execute<{ by_currency: number; at_once: number }>(sql`
        select sum(round(mrr * rate))::int as by_currency, round(sum(mrr * rate))::int as at_once
        from (select currency, sum(amount) as mrr from movements group by 1) m
          join (values ('usd', 1.0), ('eur', 1.1), ('gbp', 1.3)) as rates (currency, rate) using (currency)`),
    );
    expect(sums).toEqual({ by_currency: 10_000 + 114 + 140, at_once: 10_255 });
    expect((await overview()).mrr.value).toBe(sums?.by_currency);
    expect((await november()).closing).toBe(sums?.by_currency);
  });

  it("follow a rate that is imported later, corrected, or earlier than all others", async () => {
    await customer("2026-09-01", [old(10_000)]);
    await customer("2026-09-01", [
      old(20_000, { currency: "eur" }),
      { kind: "expansion", before: 20_000, after: 30_000, at: "2026-10-10", currency: "eur" },
    ]);
    const movedByMonth = async () => {
      const { months } = await reading(now, (ctx) => movementMetrics(ctx, { from: "2026-09", to: "2026-10" }));
      return months.map(({ steps }) => steps.reduce((sum, { kind, amount }) => sum + (kind === "fx" ? 0 : amount), 0));
    };
    await roll();
    const store = (day: string, rate: number) =>
      reading(now, (ctx) => storeRates(ctx, [{ base: "usd", currency: "eur", day, rate }]));
    expect(await movedByMonth()).toEqual([10_000, 0]);
    await store("2026-10-05", 1.2);
    expect(await movedByMonth()).toEqual([10_000 + 24_000, 12_000]);
    await store("2026-10-05", 1.3);
    expect(await movedByMonth()).toEqual([10_000 + 26_000, 13_000]);
    await store("2026-09-01", 1.1);
    expect(await movedByMonth()).toEqual([10_000 + 22_000, 13_000]);
    await store("2026-10-08", 1.5);
    expect(await movedByMonth()).toEqual([10_000 + 22_000, 15_000]);
  });

  it("are never added up without a rate: the total says which one it leaves out", async () => {
    await customer("2026-09-01", [old(10_000)]);
    await customer("2026-09-01", [old(20_000, { currency: "eur" })]);
    expect(await overview()).toMatchObject({ mrr: { value: 10_000 }, converted: false, missingRates: ["eur"] });
  });

  it("cost the same where it says who left as in the waterfall: at the rate of the day they left", async () => {
    await reading(now, (ctx) => storeRates(ctx, rates));
    for (const at of ["2026-11-04", "2026-11-10"]) {
      const eur = { currency: "eur" };
      await customer("2026-09-01", [old(20_005, eur), { kind: "churn", before: 20_005, after: 0, at, ...eur }]);
    }
    await customer("2026-09-01", [old(10_000), { kind: "churn", before: 10_000, after: 0, at: "2026-11-10" }]);
    const lost = 22_006 + 24_006 + 10_000;
    expect((await november()).amounts).toMatchObject({ churn: -lost });
    const { months, byCause } = await reading(now, (ctx) => churnMetrics(ctx, { from: "2026-11", to: "2026-11" }));
    expect(months).toEqual([{ month: "2026-11", voluntary: 3, delinquent: 0, mrr: lost }]);
    expect(byCause).toMatchObject([{ customers: 3, mrr: lost }]);
  });

  it("are compared at the rate of a past month's last day, whatever it is by now", async () => {
    await reading(now, (ctx) =>
      storeRates(ctx, [...rates, { base: "usd", currency: "eur", day: "2026-11-20", rate: 3 }]),
    );
    const dollars = await customer("2026-09-01", [old(24_000)]);
    const euros = await customer("2026-09-01", [old(20_000, { currency: "eur" })]);
    const largest = async (month: string) =>
      (await reading(now, (ctx) => monthCustomers(ctx, { month, limit: 2 }))).largest.map(
        (each) => each.organizationId,
      );
    expect(await largest("2026-10")).toEqual([dollars, euros]);
    expect(await largest("2026-11")).toEqual([euros, dollars]);
  });

  it("make no one churned who switches from one to the other", async () => {
    await customer("2026-09-01", [
      old(10_000),
      { kind: "contraction", before: 10_000, after: 0, at: "2026-11-10" },
      { kind: "expansion", before: 0, after: 9_000, at: "2026-11-10", currency: "eur" },
    ]);
    await reading(now, (ctx) => storeRates(ctx, rates));
    expect(await november()).toMatchObject({ logoChurn: 0, grossMrrChurn: 0, grr: 1, closing: 11_250 });
    expect(await november({ currency: "usd" })).toMatchObject({ logoChurn: 0, closing: 0 });
  });

  it("without minor units are converted between whole units", async () => {
    await customer("2026-09-01", [old(15_000, { currency: "jpy" })]);
    await customer("2026-09-01", [old(100)]);
    const rate = { base: "usd", currency: "jpy", day: "2026-09-01", rate: 0.01 };
    await reading(now, (ctx) => storeRates(ctx, [rate]));
    expect((await overview()).mrr.value).toBe(15_000 + 100);
  });
});

describe("cohorts", () => {
  it("are the months of first payments, and the same whatever range is shown", async () => {
    await customer("2026-08-01", [old(10_000), { kind: "expansion", before: 10_000, after: 15_000, at: "2026-10-05" }]);
    await customer("2026-08-01", [
      old(10_000, { at: "2026-09-20" }),
      { kind: "churn", before: 10_000, after: 0, at: "2026-11-05" },
    ]);
    await customer("2026-08-01", [{ kind: "new", before: 0, after: 4_000, at: "2026-11-05" }]);
    const read = (months: number) => reading(now, (ctx) => cohortMetrics(ctx, { months }));
    const { cohorts } = await read(12);
    expect(cohorts).toEqual([
      {
        month: "2026-09",
        customers: 2,
        mrr: 20_000,
        cells: [
          { mrr: 20_000, customers: 2, revenueRetention: 1, logoRetention: 1 },
          { mrr: 25_000, customers: 2, revenueRetention: 1.25, logoRetention: 1 },
          { mrr: 15_000, customers: 1, revenueRetention: 0.75, logoRetention: 0.5 },
        ],
      },
      {
        month: "2026-11",
        customers: 1,
        mrr: 4_000,
        cells: [{ mrr: 4_000, customers: 1, revenueRetention: 1, logoRetention: 1 }],
      },
    ]);
    expect((await read(3)).cohorts).toEqual(cohorts);
    expect((await read(2)).cohorts).toEqual(cohorts.slice(1));
  });
});

describe("churn", () => {
  it("is broken down by reason, cause, plan and age, dated at the end", async () => {
    await customer("2025-01-01", [
      old(10_000, { at: "2025-10-10" }),
      { kind: "churn", before: 10_000, after: 0, at: "2026-11-05", reason: "too_expensive" },
    ]);
    await customer("2026-08-01", [
      old(5_000, { plan: "professional" }),
      { kind: "churn", before: 5_000, after: 0, at: "2026-10-05", cause: "delinquent", plan: "professional" },
    ]);
    const churn = await reading(now, (ctx) => churnMetrics(ctx, {}));
    expect(churn).toMatchObject({
      from: "2025-12",
      to: "2026-11",
      byReason: [
        { key: "too_expensive", label: "Too expensive", customers: 1, mrr: 10_000 },
        { key: "unknown", label: "No reason given", customers: 1, mrr: 5_000 },
      ],
      byCause: [
        { key: "voluntary", customers: 1 },
        { key: "delinquent", customers: 1 },
      ],
      byPlan: [{ key: "starter" }, { key: "professional" }],
      byAge: [
        { key: "0-3", customers: 1 },
        { key: "12-24", customers: 1 },
      ],
    });
    expect(churn.months.slice(-2)).toEqual([
      { month: "2026-10", voluntary: 0, delinquent: 1, mrr: 5_000 },
      { month: "2026-11", voluntary: 1, delinquent: 0, mrr: 10_000 },
    ]);
    const segment = { dimension: "plan", value: "starter" } as const;
    expect((await reading(now, (ctx) => churnMetrics(ctx, { segment }))).byReason).toHaveLength(1);
  });
});

describe("trial conversion", () => {
  it("counts a trial in the month it started in, whenever it converted", async () => {
    await customer("2026-09-02", [{ kind: "new", before: 0, after: 5_000, at: "2026-11-10" }], {
      source: "google.com",
    });
    await customer("2026-09-03", [], { source: "google.com" });
    await customer("2026-11-20", [], { plan: "professional" });
    const conversion = await reading(now, (ctx) => conversionMetrics(ctx, { months: 3 }));
    expect(conversion.cohorts).toEqual([
      { month: "2026-09", started: 2, converted: 1, rate: 0.5, young: false },
      { month: "2026-10", started: 0, converted: 0, rate: null, young: false },
      { month: "2026-11", started: 1, converted: 0, rate: 0, young: true },
    ]);
    expect(conversion.byPlan).toEqual([
      { key: "starter", label: "Starter", started: 2, converted: 1, rate: 0.5 },
      { key: "professional", label: "Professional", started: 1, converted: 0, rate: 0 },
    ]);
    expect(conversion.bySource[0]).toMatchObject({ key: "google.com", started: 2, converted: 1 });
  });
});

describe("the funnel", () => {
  it("goes from visitors to paying organizations, each stage with those that went further", async () => {
    await reading(now, ({ tx }) =>
      tx.insert(visits).values([
        { day: "2026-11-02", page: "/", source: "google.com", views: 90, visitors: 30 },
        { day: "2026-11-02", page: "/pricing", views: 20, visitors: 10 },
        { day: "2026-07-01", page: "/", views: 900, visitors: 900 },
      ]),
    );
    await customer("2026-11-02", [{ kind: "new", before: 0, after: 5_000, at: "2026-11-12" }], {
      source: "google.com",
      verifiedAt: new Date("2026-11-02T01:00:00Z"),
    });
    await customer("2026-11-03", [], { source: "google.com", verifiedAt: new Date("2026-11-03T03:00:00Z") });
    await customer("2026-11-04", []);
    await customer("2026-05-04", []);
    const { stages, bySource } = await reading(now, (ctx) => funnelMetrics(ctx, {}));
    const hour = 3_600_000;
    expect(stages.map(({ key, count, ofPrevious, medianTime }) => [key, count, ofPrevious, medianTime])).toEqual([
      ["visit", 40, null, null],
      ["sign_up", 3, 3 / 40, null],
      ["verified", 3, 1, 2 * hour],
      ["onboarded", 3, 1, 0],
      ["active", 1, 1 / 3, null],
      ["paid", 1, 1, 10 * 24 * hour],
    ]);
    expect(bySource).toEqual([
      { source: "google.com", signUps: 2, paid: 1, rate: 0.5 },
      { source: "unknown", signUps: 1, paid: 0, rate: 0 },
    ]);
    const segment = { dimension: "source", value: "google.com" } as const;
    const google = await reading(now, (ctx) => funnelMetrics(ctx, { segment }));
    expect(google.stages.slice(0, 2).map(({ count }) => count)).toEqual([30, 2]);
  });
});

describe("deleting an organization", () => {
  it("changes no figure of the past", async () => {
    const id = await customer(
      "2026-08-01",
      [old(10_000), { kind: "churn", before: 10_000, after: 0, at: "2026-11-05" }],
      { country: "US", source: "google.com" },
    );
    await customer("2026-08-01", [old(20_000)]);
    const figures = async () => ({
      months: await reading(now, (ctx) => movementMetrics(ctx, { segment: { dimension: "country", value: "US" } })),
      cohorts: await reading(now, (ctx) => cohortMetrics(ctx, {})),
      churn: await reading(now, (ctx) => churnMetrics(ctx, {})),
      conversion: await reading(now, (ctx) => conversionMetrics(ctx, {})),
      mix: await reading(now, (ctx) => planMixMetrics(ctx, { dimension: "source" })),
    });
    const before = await figures();
    await reading(now, ({ tx }) => tx.delete(organizations).where(eq(organizations.id, id)));
    expect(await figures()).toEqual(before);
    await roll();
    expect(await figures()).toEqual(before);
    const { rows } = await reading(now, (ctx) => movementsBehind(ctx, { metric: "movements", period: "2026-11" }));
    expect(rows).toMatchObject([{ organizationId: id, organizationName: null, kind: "churn", amount: -10_000 }]);
  });
});

describe("what is behind a figure", () => {
  it("isn't a customer who pays in another currency now: neither lost nor reduced", async () => {
    await customer("2026-09-01", [
      old(10_000),
      { kind: "contraction", before: 10_000, after: 0, at: "2026-11-10" },
      { kind: "expansion", before: 0, after: 9_000, at: "2026-11-10", currency: "eur" },
    ]);
    await customer("2026-09-01", [old(7_000), { kind: "contraction", before: 7_000, after: 4_000, at: "2026-11-05" }]);
    expect(await november({ currency: "usd" })).toMatchObject({ grossMrrChurn: 3_000 / 17_000, logoChurn: 0 });
    for (const currency of ["usd", null]) {
      const lost = await reading(now, (ctx) => movementsBehind(ctx, { metric: "lost", period: "2026-11", currency }));
      expect(lost.rows).toMatchObject([{ mrrBefore: 7_000, mrrAfter: 4_000 }]);
      expect(lost.totals).toEqual([{ currency: "usd", amount: -3_000, count: 1 }]);
    }
  });

  it("adds up to it, page by page", async () => {
    for (let index = 1; index <= 5; index += 1) await customer("2026-09-01", [old(index * 1_000)]);
    await customer("2026-09-01", [old(50_000), { kind: "churn", before: 50_000, after: 0, at: "2026-11-05" }]);
    const october = { metric: "mrr", period: "2026-10", limit: 4 } as const;
    const first = await reading(now, (ctx) => movementsBehind(ctx, october));
    const second = await reading(now, (ctx) => movementsBehind(ctx, { ...october, cursor: first.nextCursor }));
    expect(first.totals).toEqual([{ currency: "usd", amount: 65_000, count: 6 }]);
    expect([...first.rows, ...second.rows].map(({ amount }) => amount)).toEqual([
      50_000, 5_000, 4_000, 3_000, 2_000, 1_000,
    ]);
    expect(second.nextCursor).toBeNull();
    const lost = await reading(now, (ctx) => movementsBehind(ctx, { metric: "lost", period: "2026-11" }));
    expect(lost.rows).toMatchObject([{ mrrBefore: 50_000, mrrAfter: 0, amount: -50_000, kind: "churn" }]);
    const signUps = await reading(now, (ctx) => movementsBehind(ctx, { metric: "sign_ups", period: "2026-09-01" }));
    expect(signUps.rows).toHaveLength(6);
    for (const wrong of [{ period: "2026-13" }, { period: "now" }, { cursor: "x" }]) {
      await expect(reading(now, (ctx) => movementsBehind(ctx, { ...october, ...wrong }))).rejects.toMatchObject({
        code: "invalid_input",
      });
    }
  });
});
