import "server-only";
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import {
  drift,
  organizationDirectory as listed,
  memberships,
  metricOrganizations,
  usageNotices,
  users,
} from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { type ListPart, listedStatus, nextDate, onListedTrial, partsOf } from "./list-columns";
import { type ListCursor, readCursor, writeCursor } from "./list-cursor";
import { limitReached, matching } from "./list-filter";
import { byConverted, type MrrOrder, mrrParts } from "./mrr-order";
import { type OrganizationFilter, type Sorting, sortingOf } from "./organization-filter";
import { readMrrOrder } from "./read-mrr-order";

const columns = (now: Date) => ({
  id: listed.organizationId,
  name: listed.name,
  externalId: listed.externalId,
  domain: listed.domain,
  createdAt: listed.createdAt,
  planKey: listed.planKey,
  interval: listed.interval,
  status: listedStatus(now),
  suspendedAt: listed.suspendedAt,
  trialEndsAt: listed.trialEndsAt,
  cancelAt: listed.cancelAt,
  /** The trial's end, the plan's end or its renewal, whichever is ahead. */
  nextAt: nextDate(now),
  mrr: listed.mrr,
  currency: listed.currency,
  members: listed.members,
});

const rows = ({ tx, now }: Context) => tx.select(columns(now)).from(listed).$dynamic();

/** A row of the directory, without what `withDetails` adds. */
export type ListedOrganization = Awaited<ReturnType<typeof rows>>[number];

/** A row of the list: also its first owner, and what needs attention. */
export type OrganizationRow = ListedOrganization & {
  owner: string | null;
  overLimit: boolean;
  mismatch: boolean;
  /** Whether it ever used a metered part of the product: which trials are active. */
  used: boolean;
};

/**
 * One page of organizations, in the filter's order. Pages follow each other by the last row, so nothing is skipped or shown
 * twice when organizations come and go in between.
 *
 * @returns the rows, and the cursor of the next page if there is one.
 */
export async function listOrganizations(
  ctx: Context,
  filter: OrganizationFilter,
  size = 25,
): Promise<OrganizationPage> {
  const sorting = sortingOf(filter);
  const cursor = readCursor(sorting, filter.after);
  const { column } = sorting;
  const order = column === "mrr" ? await readMrrOrder(ctx, cursor) : undefined;
  const parts = column === "mrr" ? [] : partsOf({ ...sorting, column }, ctx.now, cursor);
  const found: FoundRow[] = order ? await readByMrr(ctx, filter, { order, sorting, cursor, limit: size + 1 }) : [];
  for (const part of parts) {
    if (found.length <= size) found.push(...(await readPart(ctx, filter, part, size + 1 - found.length)));
  }
  const page = found.slice(0, size);
  const last = page.at(-1);
  const next = found.length > size && last ? writeCursor(sorting, { value: last.cursor, id: last.id }) : undefined;
  return { rows: await withDetails(ctx, page), next, order };
}

export type OrganizationPage = {
  rows: OrganizationRow[];
  next: string | undefined;
  /** How amounts of several currencies were compared; undefined unless sorted by MRR. */
  order: MrrOrder | undefined;
};

type FoundRow = ListedOrganization & { cursor: string | null };

type MrrPage = { order: MrrOrder; sorting: Sorting; cursor: ListCursor | undefined; limit: number };

/** Each currency has its own part of the index, in the order of amounts, so the first rows of each contain the first of all. */
async function readByMrr(ctx: Context, filter: OrganizationFilter, { limit, ...page }: MrrPage): Promise<FoundRow[]> {
  const { rated, unrated } = mrrParts(page);
  const found = await Promise.all(rated.map((part) => readPart(ctx, filter, part, limit)));
  const merged = found.flat().toSorted(byConverted(page.sorting)).slice(0, limit);
  const rest = unrated && merged.length < limit ? await readPart(ctx, filter, unrated, limit - merged.length) : [];
  return [...merged.map((row) => ({ ...row, cursor: `${page.order.day} ${row.cursor}` })), ...rest];
}

const readPart = (ctx: Context, filter: OrganizationFilter, part: ListPart, limit: number): Promise<FoundRow[]> =>
  ctx.tx
    .select({ ...columns(ctx.now), cursor: part.cursor })
    .from(listed)
    .where(and(matching(ctx, filter), part.where))
    .orderBy(...part.order)
    .limit(limit);

/** Reads the details of the page's rows alone: for every match, it would take as long as the whole list. */
async function withDetails({ tx }: Context, page: readonly FoundRow[]): Promise<OrganizationRow[]> {
  if (page.length === 0) return [];
  const ids = page.map(({ id }) => id);
  const ofPage = (column: PgColumn) => inArray(column, ids);
  const [owners, overLimit, mismatched, active] = await Promise.all([
    tx
      .selectDistinctOn([memberships.organizationId], { id: memberships.organizationId, email: users.email })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(ofPage(memberships.organizationId), eq(memberships.role, "owner")))
      .orderBy(memberships.organizationId, memberships.createdAt, users.id),
    tx
      .selectDistinct({ id: usageNotices.organizationId })
      .from(usageNotices)
      .where(and(ofPage(usageNotices.organizationId), limitReached)),
    tx
      .selectDistinct({ id: drift.organizationId })
      .from(drift)
      .where(and(ofPage(drift.organizationId), isNull(drift.resolvedAt))),
    tx
      .select({ id: metricOrganizations.organizationId })
      .from(metricOrganizations)
      .where(and(ofPage(metricOrganizations.organizationId), isNotNull(metricOrganizations.activatedAt))),
  ]);
  const ownerOf = new Map(owners.map(({ id, email }) => [id, email]));
  const [over, mismatches, used] = [overLimit, mismatched, active].map((found) => new Set(found.map(({ id }) => id)));
  return page.map(({ cursor: _, ...row }) => ({
    ...row,
    owner: ownerOf.get(row.id) ?? null,
    overLimit: over?.has(row.id) === true,
    mismatch: mismatches?.has(row.id) === true,
    used: used?.has(row.id) === true,
  }));
}

export const recentSignUps = (ctx: Context, limit: number): Promise<ListedOrganization[]> =>
  rows(ctx).orderBy(desc(listed.createdAt), desc(listed.organizationId)).limit(limit);

/** Active trials that end within `days`, soonest first. */
export function trialsEndingSoon(ctx: Context, days: number, limit: number): Promise<ListedOrganization[]> {
  const { now } = ctx;
  return rows(ctx)
    .where(
      and(
        onListedTrial(now),
        isNull(listed.suspendedAt),
        gt(listed.nextAt, now),
        lte(listed.nextAt, addDays(now, days)),
      ),
    )
    .orderBy(asc(listed.nextAt))
    .limit(limit);
}
