import "server-only";
import { sql } from "drizzle-orm";
import { movementKinds } from "@/db/schema/metrics";
import type { Context } from "@/lib/context";
import { transferKinds } from "../rollup/sums";
import { byCatalogOrder, valueLabel } from "./labels";
import { type SegmentDimension, type SegmentOptions, segmentDimensions } from "./types";

/** The values that figures can be filtered by: those that ever had revenue, sign-ups or trials. */
export async function segmentOptions({ tx }: Context): Promise<SegmentOptions> {
  const rows = await tx.execute<{ dimension: SegmentDimension; value: string }>(sql`
    select dimension, value from metric_months
    where dimension in ${[...segmentDimensions]}
    group by dimension, value having sum(count) > 0
    order by dimension, sum(amount) filter (where kind in ${[...movementKinds, ...transferKinds]}) desc nulls last, value`);
  const optionsOf = (dimension: SegmentDimension) => {
    const options = rows
      .filter((row) => row.dimension === dimension)
      .map(({ value }) => ({ value, label: valueLabel(dimension, value) }));
    if (dimension === "plan") return options.sort((a, b) => byCatalogOrder(a.value, b.value));
    const isMonth = dimension === "cohort" || dimension === "sign_up_month";
    return isMonth ? options.sort((a, b) => (a.value < b.value ? 1 : -1)) : options;
  };
  return Object.fromEntries(segmentDimensions.map((dimension) => [dimension, optionsOf(dimension)])) as SegmentOptions;
}
