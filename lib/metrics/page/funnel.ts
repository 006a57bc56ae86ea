import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { visitsBySource, visitTotals } from "@/lib/visits";
import { unknownValue } from "../rollup/sums";
import { readBasis } from "./basis";
import { periodOf } from "./period";
import { attributeIs } from "./segment";
import { monthsBetween } from "./spans";
import type { FunnelMetrics, FunnelStage, MetricFilter, Period, Segment } from "./types";

/** How organizations that signed up in a time got on, with the sources they came by. */
export async function funnelMetrics(ctx: Context, query: MetricFilter & Period): Promise<FunnelMetrics> {
  const { from, to } = periodOf(ctx, query, 3);
  const span = monthsBetween(from, to);
  const first = span.periods[0]?.firstDay ?? "";
  const basis = await readBasis(ctx, query, first);
  const days = { from: first, until: span.periods.at(-1)?.lastDay ?? "" };
  const [visit, stages, bySource] = await Promise.all([
    readVisits(ctx, days, basis.segment),
    readStages(ctx, signedUpIn(days, basis.segment)),
    readSources(ctx, signedUpIn(days, basis.segment)),
  ]);
  return { ...basis.basis, from, to, stages: withVisits(visit, stages), bySource };
}

/** The stages of organizations that signed up in the last days. */
export async function funnelStages(
  ctx: Context,
  { days, segment }: { days: number; segment: Segment | null },
): Promise<FunnelStage[]> {
  const range = { from: isoDay(addDays(ctx.now, -days)), until: isoDay(ctx.now) };
  const [visit, found] = await Promise.all([
    readVisits(ctx, range, segment),
    readStages(ctx, signedUpIn(range, segment)),
  ]);
  return withVisits(visit, found);
}

/** Both inclusive. */
type Days = { from: string; until: string };

/** Visitors of the public pages; null where none are counted, or not by this segment: only a source is known of them. */
async function readVisits(ctx: Context, { from, until }: Days, segment: Segment | null): Promise<number | null> {
  const range = { from, to: isoDay(addDays(new Date(until), 1)) };
  if (!segment) return (await visitTotals(ctx, range)).visitors || null;
  if (segment.dimension !== "source") return null;
  const sources = await visitsBySource(ctx, range);
  return sources.find(({ source }) => source === segment.value)?.visitors ?? null;
}

function withVisits(visitors: number | null, found: FunnelStage[]): FunnelStage[] {
  const [signUps, ...later] = found;
  if (visitors === null || !signUps) return found;
  const visit: FunnelStage = {
    key: "visit",
    label: "Visitors",
    hint: "Visitors to the public pages, counted once a day",
    count: visitors,
    ofPrevious: null,
    medianTime: null,
  };
  return [visit, { ...signUps, ofPrevious: signUps.count / visitors }, ...later];
}

const signedUpIn = ({ from, until }: Days, segment: Segment | null): SQL => sql`
  signed_up_at >= ${from}::date::timestamp at time zone 'UTC'
  and signed_up_at < (${until}::date + 1)::timestamp at time zone 'UTC'
  and ${segment ? attributeIs(segment) : sql`true`}`;

const stages = [
  { key: "sign_up", label: "Sign-ups", column: "signed_up_at", hint: "Organizations that signed up" },
  { key: "verified", label: "Verified", column: "verified_at", hint: "A member verified an email address" },
  { key: "onboarded", label: "Onboarded", column: "onboarded_at", hint: "Completed the first steps" },
  { key: "active", label: "Active trial", column: "activated_at", hint: "Used a metered part of the product" },
  { key: "paid", label: "Paid", column: "first_paid_at", hint: "MRR above 0 for the first time" },
] as const;

/**
 * An organization that reached a stage has passed those before it, whether or not each was noted. Times are from the last one
 * that was.
 */
async function readStages({ tx }: Context, signedUp: SQL): Promise<FunnelStage[]> {
  const columns = stages.map(({ column }, index) => {
    const reached = sql`coalesce(${sql.join(
      stages.slice(index).map((stage) => sql.identifier(stage.column)),
      sql`, `,
    )}) is not null`;
    const before = stages.slice(0, index).reverse();
    const since = sql`coalesce(${sql.join(
      before.map((stage) => sql.identifier(stage.column)),
      sql`, `,
    )})`;
    const time =
      index > 0
        ? sql`percentile_cont(0.5) within group (order by greatest(0, date_part('epoch', ${sql.identifier(column)} - ${since})))
            filter (where ${sql.identifier(column)} is not null)`
        : sql`null::float8`;
    return sql`count(*) filter (where ${reached})::int as ${sql.identifier(`count_${index}`)},
      (${time} * 1000)::float8 as ${sql.identifier(`time_${index}`)}`;
  });
  const [row] = await tx.execute<Record<string, number | null>>(sql`
    select ${sql.join(columns, sql`, `)} from metric_organizations where ${signedUp}`);
  return stages.map(({ key, label, hint }, index) => {
    const count = Number(row?.[`count_${index}`] ?? 0);
    const before = Number(row?.[`count_${index - 1}`] ?? 0);
    const medianTime = row?.[`time_${index}`] ?? null;
    return { key, label, hint, count, ofPrevious: index > 0 && before > 0 ? count / before : null, medianTime };
  });
}

async function readSources({ tx }: Context, signedUp: SQL): Promise<FunnelMetrics["bySource"]> {
  const rows = await tx.execute<{ source: string; sign_ups: number; paid: number }>(sql`
    select coalesce(source, ${unknownValue}) as source, count(*)::int as sign_ups, count(first_paid_at)::int as paid
    from metric_organizations where ${signedUp} group by 1 order by 2 desc, 1 limit 20`);
  return rows.map(({ source, sign_ups, paid }) => ({
    source,
    signUps: sign_ups,
    paid,
    rate: sign_ups > 0 ? paid / sign_ups : null,
  }));
}
