import "server-only";
import { and, eq, inArray, ne } from "drizzle-orm";
import { discounts, invoices, pendingChanges, scheduledChanges, subscriptionItems, subscriptions } from "@/db/schema";
import { mrrAt, type SubscriptionRow } from "@/lib/billing";
import type { Context } from "@/lib/context";
import { grouped } from "@/lib/grouped";
import { type Facts, subscriptionFacts } from "./facts";

export type Known = { row: SubscriptionRow; facts: Facts };

/** The database's side of these Stripe customers, by customer id. With their invoices, unless those are compared separately. */
export async function readFacts(
  { tx, now }: Context,
  customerIds: readonly string[],
  { withInvoices }: { withInvoices: boolean },
): Promise<Map<string, Known>> {
  if (customerIds.length === 0) return new Map();
  const rows = await tx
    .select({ subscription: subscriptions, scheduledChange: scheduledChanges, pendingChange: pendingChanges })
    .from(subscriptions)
    .leftJoin(scheduledChanges, eq(scheduledChanges.organizationId, subscriptions.organizationId))
    .leftJoin(pendingChanges, eq(pendingChanges.organizationId, subscriptions.organizationId))
    .where(inArray(subscriptions.stripeCustomerId, [...customerIds]));
  const ids = rows.map(({ subscription }) => subscription.organizationId);
  const [items, given] = await Promise.all([
    tx.select().from(subscriptionItems).where(inArray(subscriptionItems.organizationId, ids)),
    tx.select().from(discounts).where(inArray(discounts.organizationId, ids)),
  ]);
  const bills = withInvoices
    ? await tx
        .select()
        .from(invoices)
        .where(and(inArray(invoices.organizationId, ids), ne(invoices.status, "draft")))
    : [];
  const itemsOf = grouped(items, ({ organizationId }) => organizationId);
  const discountsOf = grouped(given, ({ organizationId }) => organizationId);
  const billsOf = grouped(bills, ({ organizationId }) => organizationId);
  return new Map(
    rows.map(({ subscription: row, ...ahead }) => [
      row.stripeCustomerId ?? "",
      {
        row,
        facts: {
          subscription: {
            ...subscriptionFacts({ subscription: row, ...ahead }),
            mrr: mrrAt(row, itemsOf.get(row.organizationId) ?? [], discountsOf.get(row.organizationId) ?? [], now),
          },
          items: itemsOf.get(row.organizationId) ?? [],
          invoices: billsOf.get(row.organizationId) ?? [],
          duplicates: [],
        },
      },
    ]),
  );
}
