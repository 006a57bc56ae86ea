import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { deletionRequests, drift, emails, stripeEvents, users } from "@/db/schema";
import { eventTitle } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { holdsSignInLink } from "@/lib/email";
import type { EmailState } from "./timeline";

/** The latest emails of the organization, newest first. Their content isn't read: some have links that sign in. */
export async function emailsOf({ tx, organizationId }: TenantContext, limit: number) {
  const rows = await tx
    .select({
      id: emails.id,
      to: emails.to,
      template: emails.template,
      createdAt: emails.createdAt,
      sentAt: emails.sentAt,
      attempts: emails.attempts,
      lastError: emails.lastError,
    })
    .from(emails)
    .where(eq(emails.organizationId, organizationId))
    .orderBy(desc(emails.createdAt), desc(emails.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, state: stateOf(row), mayResend: !holdsSignInLink.has(row.template) }));
}
export type SentEmail = Awaited<ReturnType<typeof emailsOf>>[number];

const stateOf = ({ sentAt, lastError }: { sentAt: Date | null; lastError: string | null }): EmailState =>
  sentAt ? "sent" : lastError === null ? "waiting" : "failing";

/** The latest events that Stripe sent about the customer, newest first. */
export async function stripeEventsOf({ tx }: TenantContext, customerId: string | null, limit: number) {
  if (customerId === null) return [];
  const rows = await tx
    .select({
      id: stripeEvents.id,
      type: stripeEvents.type,
      payload: stripeEvents.payload,
      createdAt: stripeEvents.createdAt,
      handledAt: stripeEvents.handledAt,
    })
    .from(stripeEvents)
    .where(eq(stripeEvents.customerId, customerId))
    .orderBy(desc(stripeEvents.receivedAt), desc(stripeEvents.id))
    .limit(limit);
  return rows.map(({ payload, ...row }) => ({ ...row, title: eventTitle(catalog, row.type, payload) }));
}

/** Open differences between Stripe and the database. */
export const openMismatches = ({ tx, organizationId }: TenantContext) =>
  tx
    .select({ id: drift.id, kind: drift.kind, advice: drift.advice, foundAt: drift.foundAt })
    .from(drift)
    .where(and(eq(drift.organizationId, organizationId), isNull(drift.resolvedAt)))
    .orderBy(desc(drift.foundAt));

/** The scheduled deletion, with the admin who scheduled it; null for none. */
export async function deletionOf({ tx, organizationId }: TenantContext) {
  const [row] = await tx
    .select({ deletion: deletionRequests, email: users.email })
    .from(deletionRequests)
    .leftJoin(users, eq(users.id, deletionRequests.requestedBy))
    .where(eq(deletionRequests.organizationId, organizationId));
  return row ? { ...row.deletion, by: row.email } : null;
}
