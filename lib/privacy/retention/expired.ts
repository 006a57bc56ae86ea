import "server-only";
import {
  and,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  not,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import {
  alerts,
  auditHeads,
  auditLog,
  auditPersonal,
  drift,
  emails,
  idempotencyKeys,
  invitations,
  organizations,
  retainedDocuments,
  stripeEvents,
  subscriptions,
  supportRequests,
  visits,
} from "@/db/schema";
import { accountChain, platformChain, trimChain } from "@/lib/audit";
import { sweepAuth } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { type Batch, deleteBatch } from "@/lib/delete-batch";
import { addDays } from "@/lib/durations";
import { sweepRuns } from "@/lib/jobs";
import { pgArray } from "@/lib/pg-array";
import { dropUsageEvents } from "@/lib/usage";
import { sweepMessages } from "@/lib/webhooks";
import type { RetentionPeriod } from "./periods";

/** `before`: data older than this is deleted. `value`: the period in its unit, for data that is deleted by month. */
export type Expiry = Batch & { value: number };

/**
 * Deletes a batch of expired data, in the platform role. Each returns how many rows it removed: 0 when nothing is left, and possibly
 * fewer than `limit` before that.
 */
export const removeExpired: Readonly<Record<RetentionPeriod, (ctx: Context, expiry: Expiry) => Promise<number>>> = {
  sessions: sweepAuth,
  sign_in_history: (ctx, { before, limit }) =>
    deleteBatch(
      ctx,
      auditPersonal,
      and(eq(auditPersonal.organizationId, accountChain), lt(auditPersonal.occurredAt, before)),
      limit,
      { appendOnly: true },
    ),
  invitations: (ctx, { before, limit }) => {
    const ended = sql`coalesce(${invitations.acceptedAt}, ${invitations.revokedAt}, ${invitations.expiresAt})`;
    return deleteBatch(ctx, invitations, sql`${ended} < ${before.toISOString()}::timestamptz`, limit);
  },
  support_requests: (ctx, { before, limit }) =>
    deleteBatch(
      ctx,
      supportRequests,
      and(eq(supportRequests.state, "closed"), lt(supportRequests.changedAt, before)),
      limit,
    ),
  email_log: removeEmails,
  stripe_events: removeStripeEvents,
  webhook_messages: sweepMessages,
  stored_answers: (ctx, { before, limit }) =>
    deleteBatch(ctx, idempotencyKeys, lt(idempotencyKeys.createdAt, before), limit),
  alerts: async (ctx, { before, limit }) =>
    (await deleteBatch(ctx, alerts, lt(alerts.resolvedAt, before), limit)) +
    (await deleteBatch(ctx, drift, lt(drift.resolvedAt, before), limit)),
  job_runs: sweepRuns,
  visits: (ctx, { before, limit }) => deleteBatch(ctx, visits, lt(visits.day, isoDay(before)), limit),
  usage_events: (ctx, { value }) => dropUsageEvents(ctx, value),
  audit_log: async (ctx, expiry) => trimChains(ctx, expiry, await chainsWithRowsBefore(ctx, expiry.before)),
  deleted_audit_log: async (ctx, expiry) => {
    const gone = await chainsOfDeleted(ctx, expiry.before);
    await ctx.tx.delete(auditPersonal).where(inArray(auditPersonal.organizationId, gone));
    return trimChains(ctx, { ...expiry, before: addDays(ctx.now, 1) }, gone);
  },
  deleted_invoices: (ctx, { before, limit }) =>
    deleteBatch(ctx, retainedDocuments, lt(retainedDocuments.issuedAt, before), limit),
};

/** An email with a dedupe key keeps its row, so that it isn't sent again, but loses its recipient and content. */
async function removeEmails(ctx: Context, { before, limit }: Expiry): Promise<number> {
  const old = lt(emails.createdAt, before);
  const deleted = await deleteBatch(ctx, emails, and(old, or(isNull(emails.dedupeKey), isNull(emails.sentAt))), limit);
  const due = ctx.tx
    .select({ id: emails.id })
    .from(emails)
    .where(and(old, isNotNull(emails.dedupeKey), isNotNull(emails.sentAt), ne(emails.to, "")))
    .limit(limit);
  const emptied = await ctx.tx
    .update(emails)
    .set({ to: "", props: {}, lastError: null })
    .where(inArray(emails.id, due))
    .returning({ id: emails.id });
  return deleted + emptied.length;
}

/** Reconciliation fetches missing events of the last 30 days. */
const orphansKeptDays = 35;

/** Handled events that are old enough. Those of customers without an organization (deleted, or never one) go earlier. */
async function removeStripeEvents({ tx, now }: Context, { before, limit }: Expiry): Promise<number> {
  const linked = exists(
    tx.select({ one: sql`1` }).from(subscriptions).where(eq(subscriptions.stripeCustomerId, stripeEvents.customerId)),
  );
  const orphaned = and(lt(stripeEvents.receivedAt, addDays(now, -orphansKeptDays)), isNotNull(stripeEvents.customerId));
  const due = await tx
    .select({ id: stripeEvents.id })
    .from(stripeEvents)
    .where(and(isNotNull(stripeEvents.handledAt), or(lt(stripeEvents.receivedAt, before), and(orphaned, not(linked)))))
    .limit(limit);
  const ids = pgArray(due.map(({ id }) => id));
  const [row] = await tx.execute<{ removed: number }>(sql`select delete_stripe_events(${ids}::text[]) as removed`);
  return row?.removed ?? 0;
}

/** Chains trimmed per transaction: each holds a lock that the chain's writers wait for. */
const trimmedTogether = 20;

async function trimChains(ctx: Context, { before, limit }: Batch, chains: readonly string[]): Promise<number> {
  let removed = 0;
  for (const organizationId of chains) removed += await trimChain(ctx, { organizationId, before, limit });
  return removed;
}

/** The last row of a chain always stays. If it's the only old row, there's nothing to trim. */
async function chainsWithRowsBefore({ tx }: Context, before: Date): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: auditLog.organizationId })
    .from(auditLog)
    .innerJoin(auditHeads, eq(auditHeads.organizationId, auditLog.organizationId))
    .where(and(lt(auditLog.occurredAt, before), lt(auditLog.seq, auditHeads.seq)))
    .limit(trimmedTogether);
  return rows.map(({ id }) => id);
}

async function chainsOfDeleted({ tx }: Context, before: Date): Promise<string[]> {
  const living = tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, auditHeads.organizationId));
  const ended = tx
    .select({ one: sql`1` })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.organizationId, auditHeads.organizationId),
        eq(auditLog.seq, auditHeads.seq),
        lt(auditLog.occurredAt, before),
      ),
    );
  const rest: SQL | undefined = or(
    exists(
      tx.select({ one: sql`1` }).from(auditPersonal).where(eq(auditPersonal.organizationId, auditHeads.organizationId)),
    ),
    gt(auditHeads.seq, sql`coalesce(${auditHeads.startSeq}, 0) + 1`),
  );
  const rows = await tx
    .select({ id: auditHeads.organizationId })
    .from(auditHeads)
    .where(
      and(
        notInArray(auditHeads.organizationId, [platformChain, accountChain]),
        not(exists(living)),
        exists(ended),
        rest,
      ),
    )
    .limit(trimmedTogether);
  return rows.map(({ id }) => id);
}
