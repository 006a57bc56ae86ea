import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { grouped } from "@/lib/grouped";
import { unknownValue } from "../rollup/sums";
import { readBasis } from "./basis";
import { causeLabels, planLabel, reasonLabels } from "./labels";
import { periodOf } from "./period";
import { inSegment } from "./segment";
import { monthsBetween } from "./spans";
import type { ChurnMetrics, ChurnSlice, MetricFilter, Period } from "./types";

/** In months since the first payment, from so many on. */
const ages = [
  { key: "0-3", label: "Up to 3 months", from: 0 },
  { key: "3-6", label: "3–6 months", from: 3 },
  { key: "6-12", label: "6–12 months", from: 6 },
  { key: "12-24", label: "1–2 years", from: 12 },
  { key: "24+", label: "Over 2 years", from: 24 },
] as const;

type ChurnRow = {
  day: string;
  currency: string;
  reason: string;
  cause: "voluntary" | "delinquent";
  plan: string;
  age: number;
  amount: string;
  count: number;
};

/** Who left, by why, from which plan and after how long. Churn is dated when the subscription ended, not when it was canceled. */
export async function churnMetrics(ctx: Context, query: MetricFilter & Period): Promise<ChurnMetrics> {
  const { from, to } = periodOf(ctx, query, 12);
  const { periods } = monthsBetween(from, to);
  const first = periods[0]?.firstDay ?? "";
  const { basis, included, conversion, segment } = await readBasis(ctx, query, first);
  const where = inSegment(segment, {
    organizationId: sql`m.organization_id`,
    plan: sql`m.plan_before`,
    interval: sql`m.interval_before`,
  });
  const stored = await readChurn(
    ctx,
    sql`
    occurred_at >= ${first}::date::timestamp at time zone 'UTC'
    and occurred_at < (${periods.at(-1)?.lastDay ?? ""}::date + 1)::timestamp at time zone 'UTC'
    and occurred_at <= ${ctx.now.toISOString()}::timestamptz and m.currency in ${included} and ${where}`,
  );
  const rows = stored.map(({ amount, ...row }) => ({
    ...row,
    mrr: Number(amount) * conversion.factorAt(row.currency, row.day),
  }));
  const slices = (keyOf: (row: (typeof rows)[number]) => string, labelOf: (key: string) => string) =>
    slicesOf(rows, keyOf, labelOf);
  return {
    ...basis,
    from,
    to,
    byReason: slices(
      ({ reason }) => reason,
      (key) => reasonLabels[key] ?? key,
    ),
    byCause: slices(
      ({ cause }) => cause,
      (key) => causeLabels[key === "delinquent" ? key : "voluntary"],
    ),
    byPlan: slices(({ plan }) => plan, planLabel),
    byAge: ages.flatMap(({ key }) =>
      slices(ageOf, (each) => ages.find((age) => age.key === each)?.label ?? each).filter((slice) => slice.key === key),
    ),
    months: periods.map(({ name }) => {
      const own = rows.filter(({ day }) => day.startsWith(name.slice(0, 7)));
      const count = (cause: string) =>
        own.filter((row) => row.cause === cause).reduce((sum, row) => sum + row.count, 0);
      return {
        month: name.slice(0, 7),
        voluntary: count("voluntary"),
        delinquent: count("delinquent"),
        mrr: movedIn(own),
      };
    }),
  };
}

/** As the movements are: each day's sum of a currency at the rate of the day, rounded. */
function movedIn(rows: readonly (Pick<ChurnRow, "day" | "currency"> & { mrr: number })[]): number {
  const sums = [...grouped(rows, ({ day, currency }) => `${day} ${currency}`).values()];
  return sums.reduce((total, own) => total + Math.round(own.reduce((sum, { mrr }) => sum + mrr, 0)), 0);
}

async function readChurn({ tx }: Context, where: SQL): Promise<ChurnRow[]> {
  const rows = await tx.execute<ChurnRow>(sql`
    select to_char(m.occurred_at at time zone 'UTC', 'YYYY-MM-DD') as day, m.currency,
      coalesce(m.reason, ${unknownValue}) as reason, coalesce(m.cause, 'voluntary') as cause,
      coalesce(m.plan_before, ${unknownValue}) as plan,
      width_bucket(extract(year from age)::int * 12 + extract(month from age)::int,
        ${`{${ages.map(({ from }) => from).join(",")}}`}::int[]) as age,
      (-sum(m.amount))::text as amount, count(*)::int as count
    from movements m left join metric_organizations o on o.organization_id = m.organization_id
      cross join lateral age(m.occurred_at, least(o.first_paid_at, m.occurred_at)) as age
    where m.kind = 'churn' and ${where}
    group by 1, 2, 3, 4, 5, 6`);
  return [...rows];
}

const ageOf = ({ age }: { age: number }): string => ages[age - 1]?.key ?? ages[0].key;

type Counted = { mrr: number; count: number };

/** The largest first. */
function slicesOf<Row extends Counted>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  labelOf: (key: string) => string,
): ChurnSlice[] {
  const slices = new Map<string, ChurnSlice>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = slices.get(key) ?? { key, label: labelOf(key), customers: 0, mrr: 0 };
    slices.set(key, { ...known, customers: known.customers + row.count, mrr: known.mrr + row.mrr });
  }
  return [...slices.values()]
    .map((slice) => ({ ...slice, mrr: Math.round(slice.mrr) }))
    .sort((a, b) => b.customers - a.customers || b.mrr - a.mrr);
}
