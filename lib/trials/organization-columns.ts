import { and, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { subscriptions, trials } from "@/db/schema";
import type { OrganizationStatus } from "./organization-state";

/** `organizationState` in SQL, over `subscriptions` joined with `trials`. A test keeps the two in line. */
export const statusAt = (now: Date): SQL<OrganizationStatus> =>
  sql`coalesce(${subscriptions.status},
    case when ${trials.endsAt} > ${now.toISOString()}::timestamptz then 'trialing' else 'expired' end)`;

/** Organizations with a running trial. */
export const onTrialAt = (now: Date): SQL | undefined =>
  and(or(isNull(subscriptions.status), eq(subscriptions.status, "trialing")), gt(trials.endsAt, now));

export const planKeyColumn: SQL<string> = sql`coalesce(${subscriptions.planKey}, ${trials.planKey})`;
