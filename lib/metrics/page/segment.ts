import { type SQL, sql } from "drizzle-orm";
import { metricOrganizations } from "@/db/schema";
import { unknownValue } from "../rollup/sums";
import type { Segment } from "./types";

/** The columns by which rows of a query are in a segment. */
type SegmentColumns = { organizationId: SQL; plan: SQL; interval: SQL };

/** Whether a row of a query over single movements or subscriptions is in the segment. */
export function inSegment(segment: Segment | null, { organizationId, plan, interval }: SegmentColumns): SQL {
  if (!segment) return sql`true`;
  const { dimension, value } = segment;
  if (dimension === "plan" || dimension === "interval") {
    return sql`coalesce(${dimension === "plan" ? plan : interval}, ${unknownValue}) = ${value}`;
  }
  return sql`exists (select from ${metricOrganizations}
    where ${metricOrganizations.organizationId} = ${organizationId} and ${attributeIs(segment)})`;
}

/** The same for rows of `metric_organizations`, whose plan is that of the trial. */
export function attributeIs({ dimension, value }: Segment): SQL {
  return sql`coalesce(${attributeOf(dimension)}, ${unknownValue}) = ${value}`;
}

function attributeOf(dimension: Segment["dimension"]): SQL {
  const { country, industry, size, source, signedUpAt, firstPaidAt, trialPlanKey } = metricOrganizations;
  switch (dimension) {
    case "country":
      return sql`${country}`;
    case "industry":
      return sql`${industry}`;
    case "size":
      return sql`${size}`;
    case "source":
      return sql`${source}`;
    case "sign_up_month":
      return sql`to_char(${signedUpAt} at time zone 'UTC', 'YYYY-MM')`;
    case "cohort":
      return sql`to_char(${firstPaidAt} at time zone 'UTC', 'YYYY-MM')`;
    case "plan":
      return sql`${trialPlanKey}`;
    case "interval":
      return sql`null::text`;
    default:
      return dimension satisfies never;
  }
}
