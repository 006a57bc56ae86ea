import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** How old today's totals may be: reading every gauge each minute would cost more than it tells. */
const freshFor = "10 minutes";

/** Stores today's total of each gauge, such as users or storage. */
export async function measureTotals({ tx, now }: Context): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    insert into metric_gauges (meter, day, total, organizations, measured_at)
    select meter, (${at} at time zone 'UTC')::date, sum(level), count(*) filter (where level > 0), ${at} from gauges
    where not exists (select from metric_gauges where measured_at > ${at} - ${freshFor}::interval and measured_at <= ${at})
    group by meter
    on conflict (meter, day) do update set
      total = excluded.total, organizations = excluded.organizations, measured_at = excluded.measured_at`);
}
