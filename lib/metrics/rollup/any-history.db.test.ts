import { sql } from "drizzle-orm";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterEach, describe, expect, it } from "vitest";
import { metricOrganizations, movements } from "@/db/schema";
import { movementKinds } from "@/db/schema/metrics";
import { withPlatform } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { forgetEverything, reading, roll } from "@/testing/metrics/book-movements";
import { churnLines, cohortCells, figuresByMonth, mrrByPlan } from "@/testing/metrics/independent-metrics";
import { churnMetrics, cohortMetrics, movementMetrics, planMixMetrics, rebuildMetrics, storeRates } from "../index";
import { movementsBetween, type Revenue } from "../movements";

const actor = asSystem();
const now = new Date("2026-11-21T12:00:00Z");
const start = new Date("2026-04-10T00:00:00Z");
const period = { from: "2026-04", to: "2026-11" };
const currencies = ["usd", "eur"] as const;
const plans = ["starter", "professional"] as const;
const reasons = ["too_expensive", "unused", null] as const;

/** What an organization pays from so many days after its last change on. */
type Change = {
  days: number;
  mrr: number;
  currency: (typeof currencies)[number];
  paused: boolean;
  plan: (typeof plans)[number];
  interval: "month" | "year";
  delinquent: boolean;
  reason: (typeof reasons)[number];
};

const change: fc.Arbitrary<Change> = fc.record({
  days: fc.integer({ min: 0, max: 45 }),
  mrr: fc.constantFrom(0, 0, 1_000, 4_900, 19_900, 33_333),
  currency: fc.constantFrom("usd", "usd", "usd", "eur"),
  paused: fc.boolean(),
  plan: fc.constantFrom(...plans),
  interval: fc.constantFrom("month", "year"),
  delinquent: fc.boolean(),
  reason: fc.constantFrom(...reasons),
});

type Organization = { country: string | null; changes: Change[] };
const organization = fc.record({
  country: fc.constantFrom("US", "DE", null),
  changes: fc.array(change, { minLength: 1, maxLength: 8 }),
});

type Row = typeof movements.$inferInsert;

/** The movements that a sync would write for these changes. */
function movementsOf(organizationId: string, changes: readonly Change[]): Row[] {
  const rows: Row[] = [];
  let current: Revenue = { mrr: 0, currency: null, paused: false, held: null };
  let sold: Pick<Change, "plan" | "interval"> = { plan: "starter", interval: "month" };
  let at = start;
  for (const { days, mrr, currency, paused, plan, interval, delinquent, reason } of changes) {
    at = addDays(at, days);
    if (at > now) break;
    const next: Revenue = { mrr, currency, paused: mrr === 0 && paused };
    const booked = movementsBetween(current, next, rows.length > 0);
    for (const [index, movement] of booked.entries()) {
      const after = index === booked.length - 1 ? { plan, interval } : sold;
      rows.push({
        ...movement,
        organizationId,
        id: uuidv7(),
        planBefore: movement.mrrBefore > 0 ? sold.plan : null,
        planAfter: movement.mrrAfter > 0 ? after.plan : null,
        intervalBefore: movement.mrrBefore > 0 ? sold.interval : null,
        intervalAfter: movement.mrrAfter > 0 ? after.interval : null,
        cause: movement.kind === "churn" ? (delinquent ? "delinquent" : "voluntary") : null,
        reason: movement.kind === "churn" ? reason : null,
        occurredAt: at,
        createdAt: at,
      });
      if (movement.mrrAfter > 0) sold = after;
    }
    const last = booked.at(-1);
    const held = last?.kind === "paused" ? { mrr: last.mrrBefore, currency: last.currency } : null;
    current = booked.length > 0 ? { ...next, held } : { ...current, paused: next.paused || current.held !== null };
  }
  return rows;
}

type Rate = { day: number; rate: number };
const rate: fc.Arbitrary<Rate> = fc.record({
  day: fc.integer({ min: -30, max: 240 }),
  rate: fc.integer({ min: 80, max: 150 }),
});

const storeRate = ({ day, rate }: Rate) =>
  reading(now, (ctx) =>
    storeRates(ctx, [{ base: "usd", currency: "eur", day: isoDay(addDays(start, day)), rate: rate / 100 }]),
  );

/**
 * In any order, some at once, with rolls in between: a movement may be written long after it happened, and a rate become known
 * before or after.
 */
async function write(
  organizations: readonly Organization[],
  order: readonly number[],
  rates: readonly Rate[],
): Promise<void> {
  const all = organizations.map((each) => ({ ...each, id: uuidv7() }));
  await withPlatform({ actor }, ({ tx }) =>
    tx
      .insert(metricOrganizations)
      .values(all.map(({ id, country }) => ({ organizationId: id, signedUpAt: start, country }))),
  );
  const rows = all
    .flatMap(({ id, changes }) => movementsOf(id, changes))
    .map((row, index) => ({ row, place: order[index % order.length] ?? 0 }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
  for (let first = 0; first < rows.length; first += 6) {
    const some = rows.slice(first, first + 6);
    await Promise.all([
      ...some.map((row) => withPlatform({ actor }, ({ tx }) => tx.insert(movements).values(row))),
      first % 12 === 0 ? roll() : undefined,
    ]);
    const due = rates[first / 6];
    if (due) await storeRate(due);
  }
  for (const late of rates.slice(Math.ceil(rows.length / 6))) await storeRate(late);
  const [first] = all;
  if (first) {
    await withPlatform({ actor }, ({ tx }) =>
      tx.update(metricOrganizations).set({ country: "FR" }).where(sql`organization_id = ${first.id}`),
    );
  }
  await Promise.all([roll(), roll()]);
}

const contents = () =>
  withPlatform({ actor }, async ({ tx }) => {
    const rows = async (query: ReturnType<typeof sql>) => [...(await tx.execute(query))];
    return {
      days: await rows(
        sql`select * from metric_days where amount <> 0 or count <> 0 or customers <> 0 order by 1, 2, 3, 4, 5`,
      ),
      months: await rows(
        sql`select * from metric_months where amount <> 0 or count <> 0 or customers <> 0 order by 1, 2, 3, 4, 5`,
      ),
      cohorts: await rows(
        sql`select * from metric_cohorts where amount <> 0 or customers <> 0 or start_customers <> 0 order by 1, 2, 3, 4, 5`,
      ),
    };
  });

const nonZero = (sums: Record<string, number>) =>
  Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));

async function assertEqualToMovements(): Promise<void> {
  for (const currency of currencies) {
    const expected = await reading(now, (ctx) => figuresByMonth(ctx, { ...period, currency }));
    const { months, retention } = await reading(now, (ctx) => movementMetrics(ctx, { ...period, currency }));
    const actual = months.map(({ month, opening, steps, closing }, index) => {
      const { month: _, running: __, voluntaryLogoChurn, quickRatio, ...rates } = retention[index] ?? {};
      const byKind = nonZero(Object.fromEntries(steps.map(({ kind, amount }) => [kind, amount])));
      return { month, opening, closing, byKind, ...rates };
    });
    const close = (value: number | null | undefined) =>
      typeof value === "number" ? Math.round(value * 1e9) / 1e9 : value;
    const rounded = (row: (typeof actual)[number]) => ({
      ...row,
      nrr: close(row.nrr),
      grr: close(row.grr),
      grossMrrChurn: close(row.grossMrrChurn),
      logoChurn: close(row.logoChurn),
      delinquentLogoChurn: close(row.delinquentLogoChurn),
    });
    expect(actual.map(rounded)).toEqual(
      expected.map(({ paying, byKind, ...row }) => rounded({ ...row, byKind: nonZero(byKind) })),
    );
    for (const { opening, steps, closing } of months) {
      expect(opening + steps.reduce((sum, { amount }) => sum + amount, 0)).toBe(closing);
    }
    await assertPlans(
      currency,
      expected.map(({ closing }) => closing),
    );
    await assertCohorts(currency);
    await assertChurn(currency);
  }
}

async function assertChurn(currency: string): Promise<void> {
  const { byReason, byCause, byPlan, byAge, months } = await reading(now, (ctx) =>
    churnMetrics(ctx, { ...period, currency }),
  );
  const parts = { reason: byReason, cause: byCause, plan: byPlan, age: byAge };
  const lines = Object.entries(parts).flatMap(([part, slices]) =>
    slices.map(({ key, customers, mrr }) => `${part} ${key}: ${customers} ${mrr}`),
  );
  const expected = await reading(now, (ctx) => churnLines(ctx, { ...period, currency }));
  expect(lines.sort()).toEqual(expected);
  const lost = byCause.reduce((sum, { mrr }) => sum + mrr, 0);
  expect(months.reduce((sum, { mrr }) => sum + mrr, 0)).toBe(lost);
}

/** Read from single movements, a segment that contains everyone is the same as everyone, converted amounts included. */
async function assertChurnOfEveryone(): Promise<void> {
  await withPlatform({ actor }, ({ tx }) => tx.update(metricOrganizations).set({ source: "everyone" }));
  await roll();
  const segment = { dimension: "source", value: "everyone" } as const;
  const ofSegment = await reading(now, (ctx) => churnMetrics(ctx, { ...period, segment }));
  expect(ofSegment).toEqual(await reading(now, (ctx) => churnMetrics(ctx, period)));
}

/** Each day's sum at the rate of that day, added up by month. */
async function assertConverted(): Promise<void> {
  const differences = await reading(now, ({ tx }) =>
    tx.execute(sql`
      with by_day as (
        select (occurred_at at time zone 'UTC')::date as day, kind, sum(amount) as amount
        from movements where currency = 'eur' group by 1, 2),
      expected as (
        select date_trunc('month', day)::date as month, kind, sum(round(amount * coalesce(
          (select rate from fx_rates r where r.currency = 'eur' and r.day <= by_day.day order by r.day desc limit 1),
          (select rate from fx_rates r where r.currency = 'eur' order by r.day limit 1))))::bigint as converted
        from by_day group by 1, 2)
      select month::text, kind, e.converted, m.converted as stored
      from expected e full join (
        select month, kind, converted from metric_months
        where dimension = 'all' and currency = 'eur' and count > 0 and kind in ${[...movementKinds]}) m
        using (month, kind)
      where e.converted is distinct from m.converted`),
  );
  expect([...differences]).toEqual([]);
}

async function assertPlans(currency: string, totals: readonly number[]): Promise<void> {
  const mix = await reading(now, (ctx) => planMixMetrics(ctx, { currency, months: 8 }));
  const actual = mix.rows.flatMap(({ key, series }) =>
    series.filter(({ value }) => value !== 0).map(({ at, value }) => `${at} ${key} ${value}`),
  );
  const expected = await reading(now, (ctx) => mrrByPlan(ctx, { ...period, currency }));
  expect(actual.sort()).toEqual(expected.map(({ month, plan, mrr }) => `${month} ${plan} ${mrr}`).sort());
  const sums = totals.map(() => ({ opening: 0, closing: 0 }));
  for (const value of plans) {
    const segment = { dimension: "plan", value } as const;
    const { months } = await reading(now, (ctx) => movementMetrics(ctx, { ...period, currency, segment }));
    for (const [index, { opening, steps, closing }] of months.entries()) {
      expect(opening + steps.reduce((sum, { amount }) => sum + amount, 0)).toBe(closing);
      const sum = sums[index];
      if (sum) sum.closing += closing;
    }
  }
  expect(sums.map(({ closing }) => closing)).toEqual(totals);
}

async function assertCohorts(currency: string): Promise<void> {
  const { cohorts } = await reading(now, (ctx) => cohortMetrics(ctx, { currency, months: 8 }));
  const cells = cohorts.flatMap(({ month, mrr: start, cells }) => {
    const first = Number(month.slice(5));
    return cells.map(({ mrr, customers }, age) => {
      const at = `2026-${String(first + age).padStart(2, "0")}`;
      return `${month} ${at}: ${start} ${mrr} ${customers}`;
    });
  });
  const expected = await reading(now, (ctx) => cohortCells(ctx, { ...period, currency }));
  const isSomething = (line: string) => !line.endsWith(": 0 0 0");
  const lines = expected.map(
    ({ cohort, month, start: from, mrr, customers }) => `${cohort} ${month}: ${from} ${mrr} ${customers}`,
  );
  // A cohort has cells from its first month on; in another currency than the first payment's, only since that began.
  const missing = lines.filter(isSomething).filter((line) => !cells.includes(line));
  expect(missing).toEqual([]);
}

describe("any history", () => {
  afterEach(forgetEverything);

  it("has the same figures in the rollups as in plain SQL over its movements", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(organization, { minLength: 2, maxLength: 10 }),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        fc.array(rate, { maxLength: 4 }),
        async (organizations, order, rates) => {
          await forgetEverything();
          await write(organizations, order, rates);
          const incremental = await contents();
          await assertEqualToMovements();
          await assertConverted();
          await withPlatform({ actor }, rebuildMetrics);
          await roll();
          expect(await contents()).toEqual(incremental);
          await assertChurnOfEveryone();
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
  }, 240_000);
});
