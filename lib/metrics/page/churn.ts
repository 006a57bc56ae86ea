import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { grouped } from "@/lib/grouped";
import { customerAge, customerAges } from "../customer-age";
import { unknownValue } from "../rollup/sums";
import { type ReadBasis, readBasis } from "./basis";
import { causeLabels, planLabel, reasonLabels } from "./labels";
import { periodOf } from "./period";
import { readPeriods, readPeriodsByValue, type Span } from "./read-sums";
import { inSegment } from "./segment";
import { monthsBetween } from "./spans";
import type { ChurnMetrics, ChurnSlice, MetricFilter, Period, Segment } from "./types";

/** What is known of who left; `all` has one key. */
type Breakdown = "all" | "reason" | "cause" | "plan" | "age";

/** What was lost in a month, in minor units a month. */
type Loss = { key: string; month: string; customers: number; mrr: number };
type Losses = Record<Breakdown, Loss[]>;

/** Who left, by why, from which plan and after how long. Churn is dated when the subscription ended, not when it was canceled. */
export async function churnMetrics(ctx: Context, query: MetricFilter & Period): Promise<ChurnMetrics> {
  const { from, to } = periodOf(ctx, query, 12);
  const span = monthsBetween(from, to);
  const basis = await readBasis(ctx, query, span.periods[0]?.firstDay ?? "");
  const losses = basis.segment
    ? await segmentLosses(ctx, basis, span, basis.segment)
    : await rolledLosses(ctx, basis, span);
  const lost = (breakdown: Breakdown, month: string, key?: string) =>
    added(losses[breakdown].filter((loss) => loss.month === month && (key === undefined || loss.key === key)));
  return {
    ...basis.basis,
    from,
    to,
    byReason: slicesOf(losses.reason, (key) => reasonLabels[key] ?? key),
    byCause: slicesOf(losses.cause, (key) => causeLabels[key === "delinquent" ? key : "voluntary"]),
    byPlan: slicesOf(losses.plan, planLabel),
    byAge: customerAges.flatMap(({ key, label }) => slicesOf(losses.age, () => label).filter((age) => age.key === key)),
    months: span.periods.map(({ name }) => ({
      month: name.slice(0, 7),
      voluntary: lost("cause", name, "voluntary").customers,
      delinquent: lost("cause", name, "delinquent").customers,
      mrr: lost("all", name).mrr,
    })),
  };
}

/** From the sums that are kept for everyone. */
async function rolledLosses(ctx: Context, basis: ReadBasis, span: Span): Promise<Losses> {
  const by = async (dimension: "churn_reason" | "churn_cause" | "churn_age" | "plan") =>
    [...(await readPeriodsByValue(ctx, basis, span, dimension))].flatMap(([key, sums]) => lossesOf(key, sums, span));
  const [everyone, reason, cause, plan, age] = await Promise.all([
    readPeriods(ctx, basis, span),
    by("churn_reason"),
    by("churn_cause"),
    by("plan"),
    by("churn_age"),
  ]);
  return { all: lossesOf("all", everyone, span), reason, cause, plan, age };
}

function lossesOf(key: string, sums: Awaited<ReturnType<typeof readPeriods>>, { periods }: Span): Loss[] {
  return sums.flatMap(({ kinds: { churn } }, index) =>
    churn.count === 0
      ? []
      : [
          {
            key,
            month: periods[index]?.name ?? "",
            customers: churn.count,
            mrr: churn.amount === 0 ? 0 : -churn.amount,
          },
        ],
  );
}

type ChurnRow = {
  day: string;
  currency: string;
  reason: string;
  cause: string;
  plan: string;
  firstPaidOn: string | null;
  amount: string;
};

/** From single movements, because sums of two segments can't be combined. Rounded as the sums are: by day and currency. */
async function segmentLosses(ctx: Context, basis: ReadBasis, span: Span, segment: Segment): Promise<Losses> {
  const rows = await readChurn(ctx, basis, span, segment);
  const by = (keyOf: (row: ChurnRow) => string): Loss[] =>
    [...grouped(rows, (row) => [keyOf(row), row.day, row.currency].join(" ")).values()].flatMap((own) => {
      const [row] = own;
      if (!row) return [];
      const amount = own.reduce((sum, each) => sum + Number(each.amount), 0);
      const mrr = Math.round(amount * basis.conversion.factorAt(row.currency, row.day));
      return [{ key: keyOf(row), month: `${row.day.slice(0, 7)}-01`, customers: own.length, mrr }];
    });
  return {
    all: by(() => "all"),
    reason: by(({ reason }) => reason),
    cause: by(({ cause }) => cause),
    plan: by(({ plan }) => plan),
    age: by(({ firstPaidOn, day }) => customerAge(firstPaidOn ?? day, day)),
  };
}

async function readChurn(
  { tx, now }: Context,
  { included }: ReadBasis,
  { periods }: Span,
  segment: Segment,
): Promise<ChurnRow[]> {
  const where: SQL = inSegment(segment, {
    organizationId: sql`m.organization_id`,
    plan: sql`m.plan_before`,
    interval: sql`m.interval_before`,
  });
  const rows = await tx.execute<ChurnRow>(sql`
    select to_char(m.occurred_at at time zone 'UTC', 'YYYY-MM-DD') as day, m.currency,
      coalesce(m.reason, ${unknownValue}) as reason, coalesce(m.cause, 'voluntary') as cause,
      coalesce(m.plan_before, ${unknownValue}) as plan,
      to_char(o.first_paid_at at time zone 'UTC', 'YYYY-MM-DD') as "firstPaidOn", (-m.amount)::text as amount
    from movements m left join metric_organizations o on o.organization_id = m.organization_id
    where m.kind = 'churn' and m.currency in ${included} and ${where}
      and m.occurred_at >= ${periods[0]?.firstDay ?? ""}::date::timestamp at time zone 'UTC'
      and m.occurred_at < (${periods.at(-1)?.lastDay ?? ""}::date + 1)::timestamp at time zone 'UTC'
      and m.occurred_at <= ${now.toISOString()}::timestamptz`);
  return [...rows];
}

/** The largest first. */
function slicesOf(losses: readonly Loss[], labelOf: (key: string) => string): ChurnSlice[] {
  return [...grouped(losses, ({ key }) => key)]
    .map(([key, own]) => ({ key, label: labelOf(key), ...added(own) }))
    .sort((a, b) => b.customers - a.customers || b.mrr - a.mrr || a.key.localeCompare(b.key));
}

const added = (losses: readonly Loss[]) => ({
  customers: losses.reduce((sum, { customers }) => sum + customers, 0),
  mrr: losses.reduce((sum, { mrr }) => sum + mrr, 0),
});
