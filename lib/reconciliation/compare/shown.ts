import "server-only";
import { and, eq } from "drizzle-orm";
import { discounts, invoices, scheduledChanges, subscriptionItems, subscriptions } from "@/db/schema";
import { billingSummary, mrrAt } from "@/lib/billing";
import { type Context, inTenant } from "@/lib/context";
import { type AccessRule, entitlementsOf } from "@/lib/entitlements";
import { found } from "@/lib/errors";

/** What the organization is shown, charged and provided by our side. Amounts in minor units. */
export type Shown = {
  subscriptionId: string | null;
  planKey: string;
  access: "full" | "grace" | "read_only" | "blocked";
  rule: AccessRule;
  mrr: number;
  nextCharge: { amount: number; at: Date } | null;
  items: Readonly<Record<string, number>>;
  scheduled: { at: Date; items: Readonly<Record<string, number>> } | null;
  cancelAt: Date | null;
  owed: Readonly<Record<string, number>>;
};

/** Reads our side of a customer. */
export async function readShown(ctx: Context, organizationId: string): Promise<Shown> {
  const { tx, now } = ctx;
  const tenant = inTenant(ctx, organizationId);
  const [[row], items, given, [scheduled], open, summary, entitlements] = await Promise.all([
    tx.select().from(subscriptions).where(eq(subscriptions.organizationId, organizationId)),
    tx.select().from(subscriptionItems).where(eq(subscriptionItems.organizationId, organizationId)),
    tx.select().from(discounts).where(eq(discounts.organizationId, organizationId)),
    tx.select().from(scheduledChanges).where(eq(scheduledChanges.organizationId, organizationId)),
    tx
      .select({ id: invoices.stripeInvoiceId, amountRemaining: invoices.amountRemaining })
      .from(invoices)
      .where(and(eq(invoices.organizationId, organizationId), eq(invoices.status, "open"))),
    billingSummary(tenant),
    entitlementsOf(tenant),
  ]);
  const subscription = found(row, "organization");
  const charge = summary.nextCharge;
  return {
    subscriptionId: isLive(subscription.status) ? subscription.stripeSubscriptionId : null,
    planKey: summary.plan.key,
    access: entitlements.access,
    rule: entitlements.accessRule,
    mrr: mrrAt(subscription, items, given, now),
    nextCharge: charge && charge.amount > 0 ? { amount: charge.amount, at: charge.at } : null,
    items: quantities(items),
    scheduled: scheduled ? { at: scheduled.effectiveAt, items: quantities(scheduled.items) } : null,
    cancelAt: summary.cancelAt,
    owed: Object.fromEntries(open.map(({ id, amountRemaining }) => [id, amountRemaining])),
  };
}

const isLive = (status: (typeof subscriptions.$inferSelect)["status"]): boolean =>
  status === "trialing" || status === "active" || status === "past_due" || status === "unpaid" || status === "paused";

type Counted = { stripePriceId: string | null; quantity: number };

function quantities(items: readonly Counted[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { stripePriceId, quantity } of items) {
    const id = stripePriceId ?? "unknown";
    sums[id] = (sums[id] ?? 0) + quantity;
  }
  return sums;
}
