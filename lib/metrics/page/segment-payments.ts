import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { paymentOutcomes } from "@/db/schema/metrics";
import type { Context } from "@/lib/context";
import type { PeriodSums } from "../period-sums";
import { unknownValue } from "../rollup/sums";
import type { ReadBasis } from "./basis";
import type { Span } from "./read-sums";
import { attributeIs } from "./segment";
import type { Segment } from "./types";

type Outcome = (typeof paymentOutcomes)[number];
type Row = { day: string; currency: string; outcome: Outcome; amount: string; count: number };

/**
 * The sums of a segment with the outcomes of its payments. The rollups have those of all organizations alone: a payment's
 * segment is looked up here, so that it is corrected with the organization's.
 */
export async function withPayments(
  ctx: Context,
  { segment, included, conversion }: ReadBasis,
  { periods }: Span,
  sums: readonly PeriodSums[],
): Promise<PeriodSums[]> {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!segment || !first || !last) return [...sums];
  const rows = await readOutcomes(ctx, segment, {
    included,
    range: sql`p.day between ${first.firstDay}::date and ${last.lastDay}::date`,
  });
  return sums.map((period, index) => {
    const { firstDay = "", lastDay = "" } = periods[index] ?? {};
    const own = rows.filter(({ day }) => day >= firstDay && day <= lastDay);
    const kinds = { ...period.kinds };
    for (const outcome of paymentOutcomes) {
      const paid = own.filter((row) => row.outcome === outcome);
      kinds[`payment_${outcome}`] = {
        amount: paid.reduce(
          (sum, { amount, currency, day }) => sum + Math.round(Number(amount) * conversion.factorAt(currency, day)),
          0,
        ),
        count: paid.reduce((sum, { count }) => sum + count, 0),
        customers: 0,
      };
    }
    return { ...period, kinds };
  });
}

async function readOutcomes(
  { tx }: Context,
  segment: Segment,
  { included, range }: { included: readonly string[]; range: SQL },
): Promise<Row[]> {
  const rows = await tx.execute<Row>(sql`
    select p.day::text as day, p.currency, p.outcome, sum(p.amount)::text as amount, count(*)::int as count
    from metric_payments p ${sourceOf(segment)}
    where ${range} and p.currency in ${[...included]} group by 1, 2, 3`);
  return [...rows];
}

/** Plan and interval are those that the movements say on the payment's day; the rest is what the organization says of itself. */
function sourceOf(segment: Segment): SQL {
  const { dimension, value } = segment;
  if (dimension !== "plan" && dimension !== "interval") {
    return sql`join metric_organizations on metric_organizations.organization_id = p.organization_id and ${attributeIs(segment)}`;
  }
  const column = sql.identifier(dimension === "plan" ? "plan_after" : "interval_after");
  return sql`
    left join (
      select organization_id, ${column} as value, day as since,
        lead(day) over (partition by organization_id order by occurred_at, id) as until
      from (select m.*, (occurred_at at time zone 'UTC')::date as day from movements m where ${column} is not null) known
    ) held on held.organization_id = p.organization_id and p.day >= held.since and (held.until is null or p.day < held.until)
    join (select ${value}::text as wanted) segment on coalesce(held.value, ${unknownValue}) = segment.wanted`;
}
