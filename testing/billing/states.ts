import { and, asc, eq } from "drizzle-orm";
import {
  alerts,
  auditLog,
  creditNotes,
  discounts,
  disputes,
  emails,
  invoices,
  movements,
  otherSubscriptions,
  pendingChanges,
  refunds,
  retentionOffers,
  scheduledChanges,
  subscriptionItems,
  subscriptions,
  suspensions,
  trials,
  webhookMessages,
} from "@/db/schema";
import { now as clockNow } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { found } from "@/lib/errors";
import { organizationState } from "@/lib/trials";

/** Everything in the database about an organization's billing; status, plan and anchor as of `now`. */
export function stateOf(organizationId: string, now = clockNow()) {
  return withPlatform({ actor: { kind: "system", id: "stripe" } }, async ({ tx }) => {
    const [row] = await tx
      .select({
        subscription: subscriptions,
        trial: trials,
        suspension: suspensions,
        scheduledChange: scheduledChanges,
        pendingChange: pendingChanges,
        retentionOffer: retentionOffers,
      })
      .from(subscriptions)
      .innerJoin(trials, eq(trials.organizationId, subscriptions.organizationId))
      .leftJoin(suspensions, eq(suspensions.organizationId, subscriptions.organizationId))
      .leftJoin(scheduledChanges, eq(scheduledChanges.organizationId, subscriptions.organizationId))
      .leftJoin(pendingChanges, eq(pendingChanges.organizationId, subscriptions.organizationId))
      .leftJoin(retentionOffers, eq(retentionOffers.organizationId, subscriptions.organizationId))
      .where(eq(subscriptions.organizationId, organizationId));
    const { subscription, trial, ...states } = found(row, "organization");
    return {
      subscription: { ...subscription, ...organizationState(subscription, trial, now) },
      trial,
      ...states,
      items: await tx.select().from(subscriptionItems).where(eq(subscriptionItems.organizationId, organizationId)),
      discounts: await tx.select().from(discounts).where(eq(discounts.organizationId, organizationId)),
      otherSubscriptions: await tx
        .select()
        .from(otherSubscriptions)
        .where(eq(otherSubscriptions.organizationId, organizationId)),
      refunds: await tx.select().from(refunds).where(eq(refunds.organizationId, organizationId)),
      creditNotes: await tx.select().from(creditNotes).where(eq(creditNotes.organizationId, organizationId)),
      disputes: await tx.select().from(disputes).where(eq(disputes.organizationId, organizationId)),
      alerts: (await tx.select().from(alerts).where(eq(alerts.organizationId, organizationId))).map(
        ({ title }) => title,
      ),
      webhooks: (await tx.select().from(webhookMessages).where(eq(webhookMessages.organizationId, organizationId))).map(
        ({ type }) => type,
      ),
      invoices: await tx
        .select()
        .from(invoices)
        .where(eq(invoices.organizationId, organizationId))
        .orderBy(asc(invoices.createdAt)),
      movements: await tx
        .select()
        .from(movements)
        .where(eq(movements.organizationId, organizationId))
        .orderBy(asc(movements.occurredAt), asc(movements.id)),
      audit: (
        await tx.select().from(auditLog).where(eq(auditLog.organizationId, organizationId)).orderBy(asc(auditLog.seq))
      ).map(({ action }) => action),
      emails: (
        await tx
          .select()
          .from(emails)
          .where(and(eq(emails.organizationId, organizationId)))
          .orderBy(asc(emails.createdAt))
      ).map(({ template }) => template),
    };
  });
}
