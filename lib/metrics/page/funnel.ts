import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
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
  const signedUp = signedUpIn(first, span.periods.at(-1)?.lastDay ?? "", basis.segment);
  const [stages, bySource] = await Promise.all([readStages(ctx, signedUp), readSources(ctx, signedUp)]);
  return { ...basis.basis, from, to, stages, bySource };
}

/** The stages of organizations that signed up in the last days. */
export async function funnelStages(
  ctx: Context,
  { days, segment }: { days: number; segment: Segment | null },
): Promise<FunnelStage[]> {
  const since = addDays(ctx.now, -days).toISOString();
  return readStages(ctx, signedUpIn(since.slice(0, 10), ctx.now.toISOString().slice(0, 10), segment));
}

/** @param until inclusive. */
const signedUpIn = (from: string, until: string, segment: Segment | null): SQL => sql`
  signed_up_at >= ${from}::date::timestamp at time zone 'UTC'
  and signed_up_at < (${until}::date + 1)::timestamp at time zone 'UTC'
  and ${segment ? attributeIs(segment) : sql`true`}`;

const stages = [
  { key: "sign_up", label: "Sign-ups", column: "signed_up_at", hint: "Organizations that signed up" },
  { key: "verified", label: "Verified", column: "verified_at", hint: "A member verified an email address" },
  { key: "onboarded", label: "Onboarded", column: "onboarded_at", hint: "Completed the first steps" },
  { key: "active", label: "Active trial", column: "activated_at", hint: "Used a counted part of the product" },
  { key: "paid", label: "Paid", column: "first_paid_at", hint: "MRR above 0 for the first time" },
] as const;

/** An organization that reached a stage has passed those before it, whether or not each was noted. */
async function readStages({ tx }: Context, signedUp: SQL): Promise<FunnelStage[]> {
  const columns = stages.map(({ column }, index) => {
    const reached = sql`coalesce(${sql.join(
      stages.slice(index).map((stage) => sql.identifier(stage.column)),
      sql`, `,
    )}) is not null`;
    const previous = stages[index - 1]?.column;
    const time = previous
      ? sql`percentile_cont(0.5) within group (order by greatest(0, extract(epoch from
          ${sql.identifier(column)} - ${sql.identifier(previous)})))`
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
