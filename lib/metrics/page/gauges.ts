import "server-only";
import { sql } from "drizzle-orm";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import type { GaugeTotal, Range } from "./types";

const daysOf = { "30d": 30, "90d": 90, "12m": 365, all: 3_650 } as const satisfies Record<Range, number>;

/** The totals of the product's gauges, such as users, plants and storage: by day up to 90 days, by month beyond. */
export async function gaugeTotals({ tx, now }: Context, { range }: { range: Range }): Promise<GaugeTotal[]> {
  const [from, until] = [isoDay(addDays(now, -daysOf[range])), isoDay(now)];
  const byDay = range === "30d" || range === "90d";
  const period = byDay ? sql`day` : sql`date_trunc('month', day::timestamp)`;
  const at = byDay ? sql`day::text` : sql`to_char(day, 'YYYY-MM')`;
  const rows = await tx.execute<{ meter: string; at: string; total: string }>(sql`
    select distinct on (meter, ${period}) meter, ${at} as at, total::text from metric_gauges
    where day >= ${from}::date and day <= ${until}::date order by meter, ${period}, day desc`);
  return catalog.meters
    .filter(({ kind }) => kind === "gauge")
    .map(({ key, name, unit }) => {
      const series = rows.filter(({ meter }) => meter === key).map((row) => ({ at: row.at, value: Number(row.total) }));
      return {
        meter: key,
        label: name,
        unit: unit.other,
        total: series.at(-1)?.value ?? 0,
        previous: series.length > 1 ? (series[0]?.value ?? null) : null,
        series,
      };
    });
}
