import "server-only";
import { and, asc, desc, eq, exists, ilike, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { memberships, organizations, subscriptions, suspensions, trials, users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { onTrialAt, planKeyColumn, statusAt, trialEndColumn } from "@/lib/trials";
import { likePattern, type OrganizationFilter, readCursor, writeCursor } from "./organization-filter";

const columns = (now: Date) => ({
  id: organizations.id,
  name: organizations.name,
  createdAt: organizations.createdAt,
  planKey: planKeyColumn,
  status: statusAt(now),
  suspendedAt: suspensions.suspendedAt,
  trialEndsAt: trials.endsAt,
  mrr: subscriptions.mrr,
  currency: subscriptions.currency,
});

const listed = ({ tx, now }: Context) =>
  tx
    .select(columns(now))
    .from(organizations)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, organizations.id))
    .innerJoin(trials, eq(trials.organizationId, organizations.id))
    .leftJoin(suspensions, eq(suspensions.organizationId, organizations.id))
    .$dynamic();

export type ListedOrganization = Awaited<ReturnType<typeof listed>>[number];

/** One page of organizations, newest first. @returns the rows, and the cursor of the next page if there is one. */
export async function listOrganizations(
  ctx: Context,
  filter: OrganizationFilter,
  size = 25,
): Promise<{ rows: ListedOrganization[]; next: string | undefined }> {
  const found = await listed(ctx)
    .where(and(matches(ctx, filter.search), inState(ctx, filter.status), onPlan(filter.plan), isAfter(filter.after)))
    .orderBy(desc(organizations.createdAt), desc(organizations.id))
    .limit(size + 1);
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  return { rows, next: found.length > size && last ? writeCursor(last) : undefined };
}

/** By part of the name or of a member's email, or by external ID, Stripe customer or ID. */
function matches({ tx }: Context, search: string | undefined): SQL | undefined {
  if (!search) return undefined;
  const pattern = likePattern(search);
  const members = tx
    .select({ one: sql`1` })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizations.id), ilike(users.email, pattern)));
  return or(
    ilike(organizations.name, pattern),
    eq(organizations.externalId, search),
    eq(subscriptions.stripeCustomerId, search),
    sql`${organizations.id}::text = ${search.toLowerCase()}`,
    exists(members),
  );
}

function inState({ now }: Context, status: OrganizationFilter["status"]): SQL | undefined {
  if (!status) return undefined;
  if (status === "suspended") return isNotNull(suspensions.suspendedAt);
  return and(eq(statusAt(now), status), isNull(suspensions.suspendedAt));
}

const onPlan = (plan: string | undefined) => (plan ? eq(planKeyColumn, plan) : undefined);

function isAfter(text: string | undefined): SQL | undefined {
  const cursor = readCursor(text);
  if (!cursor) return undefined;
  return sql`(${organizations.createdAt}, ${organizations.id})
    < (${cursor.createdAt.toISOString()}::timestamptz, ${cursor.id}::uuid)`;
}

export const recentSignUps = (ctx: Context, limit: number): Promise<ListedOrganization[]> =>
  listed(ctx).orderBy(desc(organizations.createdAt), desc(organizations.id)).limit(limit);

const endsBy = (at: Date) => sql`${trialEndColumn} <= ${at.toISOString()}::timestamptz`;

/** Active trials that end within `days`, soonest first. */
export function trialsEndingSoon(ctx: Context, days: number, limit: number): Promise<ListedOrganization[]> {
  return listed(ctx)
    .where(and(onTrialAt(ctx.now), isNull(suspensions.suspendedAt), endsBy(addDays(ctx.now, days))))
    .orderBy(asc(trialEndColumn))
    .limit(limit);
}
