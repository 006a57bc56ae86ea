import { and, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { drift, invoices, organizationDirectory as listed, memberships, usageNotices, users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { listedStatus, onListedTrial } from "./list-columns";
import { likePattern, type OrganizationFilter, shortestPart } from "./organization-filter";

/** The condition of a filter, over the directory. */
export const matching = (ctx: Context, filter: OrganizationFilter): SQL | undefined =>
  and(
    found(ctx, filter.search),
    inState(ctx, filter.status),
    filter.plan === undefined ? undefined : eq(listed.planKey, filter.plan),
    onTrialFor(ctx, filter.trial),
    flagged(ctx, filter.flag),
    answered("industry", filter.industry),
    answered("companySize", filter.companySize),
  );

/**
 * By part of the name, domain, external ID, ID, or Stripe customer or subscription, by part of a member's name or address,
 * and by the ID or number of an invoice; a short term by the beginning of the name. One branch for each index: a condition across tables uses none.
 */
function found({ tx }: Context, search: string | undefined): SQL | undefined {
  if (!search) return undefined;
  if (search.length < shortestPart)
    return sql`lower(${listed.name}) like ${likePattern(search.toLowerCase()).slice(1)}`;
  const pattern = likePattern(search);
  const ids = tx
    .select({ id: listed.organizationId })
    .from(listed)
    .where(sql`${listed.search} like ${pattern.toLowerCase()}`)
    .union(
      tx
        .select({ id: memberships.organizationId })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .where(or(sql`${users.email} ilike ${pattern}`, sql`${users.name} ilike ${pattern}`)),
    )
    .union(
      tx
        .select({ id: invoices.organizationId })
        .from(invoices)
        .where(or(eq(invoices.stripeInvoiceId, search), eq(invoices.number, search))),
    );
  return sql`${listed.organizationId} in (${ids})`;
}

function inState({ now }: Context, status: OrganizationFilter["status"]): SQL | undefined {
  if (!status) return undefined;
  if (status === "suspended") return isNotNull(listed.suspendedAt);
  return and(eq(listedStatus(now), status), isNull(listed.suspendedAt));
}

function onTrialFor({ now }: Context, days: OrganizationFilter["trial"]): SQL | undefined {
  if (!days) return undefined;
  return and(
    onListedTrial(now),
    isNull(listed.suspendedAt),
    gt(listed.nextAt, now),
    lte(listed.nextAt, addDays(now, Number(days))),
  );
}

/** Notices of a limit that was reached, as the index `usage_notices_open_limits` has them. */
export const limitReached = sql`${usageNotices.overAt} is null and ${usageNotices.step} in ('soft', 'refused', 'hard')`;

function flagged({ tx }: Context, flag: OrganizationFilter["flag"]): SQL | undefined {
  if (!flag) return undefined;
  const ids =
    flag === "over_limit"
      ? tx.select({ id: usageNotices.organizationId }).from(usageNotices).where(limitReached)
      : tx.select({ id: drift.organizationId }).from(drift).where(isNull(drift.resolvedAt));
  return sql`${listed.organizationId} in (${ids})`;
}

/** By an answer given at onboarding. */
const answered = (question: "industry" | "companySize", answer: string | undefined): SQL | undefined =>
  answer === undefined ? undefined : sql`(${listed.profile} ->> '${sql.raw(question)}') = ${answer}`;
