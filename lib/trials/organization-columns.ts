import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { subscriptions, trials } from "@/db/schema";
import type { OrganizationStatus } from "./organization-state";

/** `organizationState` in SQL, over `subscriptions` joined with `trials`. A test keeps the two in line. */
export const statusAt = (now: Date): SQL<OrganizationStatus> =>
  sql`coalesce(${subscriptions.status},
    case when ${trials.endsAt} > ${now.toISOString()}::timestamptz then 'trialing' else 'expired' end)`;

/** When the trial ends: the one that the subscription has at Stripe or, before a purchase, the organization's own. */
const trialEndColumn: SQL<Date> = sql`coalesce(${subscriptions.trialEndsAt}, ${trials.endsAt})`.mapWith(trials.endsAt);

/** Organizations with a running trial, before a purchase or at Stripe. */
export const onTrialAt = (now: Date): SQL | undefined =>
  and(
    or(isNull(subscriptions.status), eq(subscriptions.status, "trialing")),
    sql`${trialEndColumn} > ${now.toISOString()}::timestamptz`,
  );

export const planKeyColumn: SQL<string> = sql`coalesce(${subscriptions.planKey}, ${trials.planKey})`;
