import "server-only";
import { asc, desc, eq, sql } from "drizzle-orm";
import {
  creditNotes,
  discounts,
  disputes,
  otherSubscriptions,
  refunds,
  scheduledChanges,
  subscriptionItems,
  subscriptions,
} from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";

/** In the order in which customers see them. */
const planFirst = sql`array_position(array['plan', 'custom', 'add_on', 'overage'], ${subscriptionItems.kind}::text)`;

/** Everything the mirror holds of an organization's customer at Stripe, with Stripe's ids: for platform admins alone. */
export async function stripeFacts({ tx, organizationId }: TenantContext) {
  const [[subscription], items, ofDiscounts, others, [schedule], ofRefunds, ofCreditNotes, ofDisputes] =
    await Promise.all([
      tx.select().from(subscriptions).where(eq(subscriptions.organizationId, organizationId)),
      tx
        .select()
        .from(subscriptionItems)
        .where(eq(subscriptionItems.organizationId, organizationId))
        .orderBy(planFirst, asc(subscriptionItems.stripeItemId)),
      tx
        .select()
        .from(discounts)
        .where(eq(discounts.organizationId, organizationId))
        .orderBy(asc(discounts.scope), asc(discounts.position)),
      tx
        .select()
        .from(otherSubscriptions)
        .where(eq(otherSubscriptions.organizationId, organizationId))
        .orderBy(asc(otherSubscriptions.createdAt)),
      tx.select().from(scheduledChanges).where(eq(scheduledChanges.organizationId, organizationId)),
      tx.select().from(refunds).where(eq(refunds.organizationId, organizationId)).orderBy(desc(refunds.createdAt)),
      tx
        .select()
        .from(creditNotes)
        .where(eq(creditNotes.organizationId, organizationId))
        .orderBy(desc(creditNotes.createdAt)),
      tx.select().from(disputes).where(eq(disputes.organizationId, organizationId)).orderBy(desc(disputes.createdAt)),
    ]);
  return {
    subscription: found(subscription, "organization"),
    items,
    discounts: ofDiscounts,
    otherSubscriptions: others,
    schedule: schedule ?? null,
    refunds: ofRefunds,
    creditNotes: ofCreditNotes,
    disputes: ofDisputes,
  };
}
