import { and, asc, eq } from "drizzle-orm";
import { auditLog, emails, invoices, movements, subscriptionItems, subscriptions } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { found } from "@/lib/errors";

/** Everything in the database about an organization's billing. */
export function stateOf(organizationId: string) {
  return withPlatform({ actor: { kind: "system", id: "stripe" } }, async ({ tx }) => {
    const [subscription] = await tx
      .select()
      .from(subscriptions)
      .where(eq(subscriptions.organizationId, organizationId));
    return {
      subscription: found(subscription, "organization"),
      items: await tx.select().from(subscriptionItems).where(eq(subscriptionItems.organizationId, organizationId)),
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
