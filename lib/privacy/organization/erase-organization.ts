import "server-only";
import { and, eq, exists, not, sql } from "drizzle-orm";
import { auditPersonal, emails, subscriptions, webhookDeliveries, webhookMessages } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { pgArray } from "@/lib/pg-array";
import { retainDocuments } from "./retain-documents";

/**
 * Runs before an organization is deleted. Keeps its invoices for tax purposes, and erases what the deletion doesn't cascade to: emails
 * about it, its customer's Stripe events, personal data in its audit log, and delivered webhooks. Runs in the platform role.
 */
export async function eraseOrganization(ctx: TenantContext, { name }: { name: string }): Promise<void> {
  const { tx, organizationId } = ctx;
  const [row] = await tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  const customerId = row?.customerId ?? null;
  await retainDocuments(ctx, { name, customerId });
  await tx.delete(emails).where(eq(emails.organizationId, organizationId));
  await tx.delete(auditPersonal).where(eq(auditPersonal.organizationId, organizationId));
  if (customerId) {
    await tx.execute(sql`select erase_in_stripe_events(${pgArray([customerId])}::text[], null)`);
  }
  const waiting = tx
    .select({ one: sql`1` })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.messageId, webhookMessages.id), eq(webhookDeliveries.status, "waiting")));
  const delivered = tx
    .select({ one: sql`1` })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.messageId, webhookMessages.id));
  await tx
    .delete(webhookMessages)
    .where(and(eq(webhookMessages.organizationId, organizationId), exists(delivered), not(exists(waiting))));
}
