import "server-only";
import { and, asc, eq, gt, inArray, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { organizations, subscriptionItems, subscriptions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { invalidInput } from "@/lib/errors";

type Query = {
  status?: (typeof subscriptions.$inferSelect)["status"] | undefined;
  plan?: string | undefined;
  limit: number;
  cursor?: string | undefined;
};

/**
 * The subscription of every organization that bought one, canceled ones included, with its items.
 *
 * @param query `cursor` is the previous page's `nextCursor`.
 * @throws GatehouseError `invalid_input` for a malformed cursor.
 */
export async function listSubscriptions({ tx }: Context, { status, plan, limit, cursor }: Query) {
  const found = await tx
    .select(columns)
    .from(subscriptions)
    .innerJoin(organizations, eq(organizations.id, subscriptions.organizationId))
    .where(
      and(
        isNotNull(subscriptions.stripeSubscriptionId),
        isNotNull(subscriptions.status),
        status ? eq(subscriptions.status, status) : undefined,
        plan === undefined ? undefined : eq(subscriptions.planKey, plan),
        cursor === undefined ? undefined : gt(subscriptions.organizationId, readCursor(cursor)),
      ),
    )
    .orderBy(asc(subscriptions.organizationId))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const items = await itemsOf(
    tx,
    page.map(({ organization }) => organization),
  );
  return {
    data: page.flatMap(({ stripeSubscriptionId, status: known, ...row }) =>
      stripeSubscriptionId === null || known === null
        ? []
        : [{ ...row, stripeSubscriptionId, status: known, items: items.get(row.organization) ?? [] }],
    ),
    nextCursor: last?.organization ?? null,
  };
}

const columns = {
  organization: subscriptions.organizationId,
  organizationName: organizations.name,
  stripeCustomerId: subscriptions.stripeCustomerId,
  stripeSubscriptionId: subscriptions.stripeSubscriptionId,
  status: subscriptions.status,
  plan: subscriptions.planKey,
  interval: subscriptions.interval,
  intervalCount: subscriptions.intervalCount,
  mrr: subscriptions.mrr,
  currency: subscriptions.currency,
  collectionMethod: subscriptions.collectionMethod,
  firstPaidAt: subscriptions.firstPaidAt,
  currentPeriodStart: subscriptions.currentPeriodStart,
  currentPeriodEnd: subscriptions.currentPeriodEnd,
  trialEndsAt: subscriptions.trialEndsAt,
  cancelAt: subscriptions.cancelAt,
  pastDueSince: subscriptions.pastDueSince,
  endedAt: subscriptions.endedAt,
};

async function itemsOf(tx: Context["tx"], organizationIds: readonly string[]) {
  const rows = await tx
    .select({
      organizationId: subscriptionItems.organizationId,
      stripeItemId: subscriptionItems.stripeItemId,
      stripePriceId: subscriptionItems.stripePriceId,
      kind: subscriptionItems.kind,
      key: subscriptionItems.itemKey,
      name: subscriptionItems.name,
      quantity: subscriptionItems.quantity,
      unitAmount: subscriptionItems.unitAmount,
      recurringAmount: subscriptionItems.recurringAmount,
      currency: subscriptionItems.currency,
      interval: subscriptionItems.interval,
      intervalCount: subscriptionItems.intervalCount,
      metered: subscriptionItems.metered,
    })
    .from(subscriptionItems)
    .where(inArray(subscriptionItems.organizationId, [...organizationIds]))
    .orderBy(asc(subscriptionItems.stripeItemId));
  const grouped = new Map<string, Omit<(typeof rows)[number], "organizationId">[]>();
  for (const { organizationId, ...item } of rows) {
    const known = grouped.get(organizationId);
    if (known) known.push(item);
    else grouped.set(organizationId, [item]);
  }
  return grouped;
}

function readCursor(cursor: string): string {
  if (!z.uuid().safeParse(cursor).success) throw invalidInput("cursor: use the nextCursor of the previous page.");
  return cursor;
}
