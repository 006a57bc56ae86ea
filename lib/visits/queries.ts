import "server-only";
import { and, asc, desc, gte, lt, sql, sum } from "drizzle-orm";
import { visits } from "@/db/schema";
import type { Context } from "@/lib/context";

/** Days in UTC, `from` included, `to` not: `2026-11-30`. */
export type VisitRange = { from: string; to: string };

const total = (column: typeof visits.views | typeof visits.visitors) => sql<number>`coalesce(${sum(column)}, 0)::int`;
const within = ({ from, to }: VisitRange) => and(gte(visits.day, from), lt(visits.day, to));
const source = sql<string>`coalesce(nullif(${visits.source}, ''), nullif(${visits.referrerHost}, ''), 'direct')`;

/** Visitors and views of a time. Someone who came on several days counts on each of them. */
export async function visitTotals({ tx }: Context, range: VisitRange): Promise<{ visitors: number; views: number }> {
  const [row] = await tx
    .select({ visitors: total(visits.visitors), views: total(visits.views) })
    .from(visits)
    .where(within(range));
  return row ?? { visitors: 0, views: 0 };
}

/** The same for each day that has any, oldest first. */
export const visitsByDay = ({ tx }: Context, range: VisitRange) =>
  tx
    .select({ day: visits.day, visitors: total(visits.visitors), views: total(visits.views) })
    .from(visits)
    .where(within(range))
    .groupBy(visits.day)
    .orderBy(asc(visits.day));

/** The same for each source: a campaign's, the host that linked here, or `direct`. The largest first. */
export const visitsBySource = ({ tx }: Context, range: VisitRange, limit = 50) =>
  tx
    .select({ source, visitors: total(visits.visitors), views: total(visits.views) })
    .from(visits)
    .where(within(range))
    .groupBy(source)
    .orderBy(desc(total(visits.visitors)), asc(source))
    .limit(limit);
