import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { auditHeads, auditLog } from "@/db/schema";
import type { Actor, Context } from "@/lib/context";
import type { AuditAction } from "./actions";
import { type ChainHead, chainStart, keyedHash, type Link, sealHead } from "./chain/chain";
import { auditKeys } from "./chain/keys";
import { refuseInSupportSession } from "./in-support-session";

/** The chain of what concerns the platform itself and no organization: platform keys, jobs, webhook endpoints. */
export const platformChain = "00000000-0000-0000-0000-000000000000";

/** The chain of what people do to their own account, in no organization: sign-ins, passwords, sessions. */
export const accountChain = "00000000-0000-0000-0000-000000000001";

export type AuditInput = {
  organizationId: string;
  action: AuditAction;
  /** What the action was done to: an id, a name or an address. */
  subject?: string;
  /** Facts. Never a secret, a token, a password or card data. */
  details?: Record<string, unknown>;
};

/**
 * Appends a row to the organization's chain in the caller's transaction, so an effect and its row commit together. Writers
 * of one chain wait for each other until they commit.
 *
 * @throws GatehouseError `forbidden` for what a support session may not do.
 */
export async function recordAudit(ctx: Context, input: AuditInput): Promise<void> {
  refuseInSupportSession(ctx, input.action);
  const { organizationId } = input;
  const [key] = auditKeys();
  const { before, unkeyedUntil } = await lockEnd(ctx, organizationId);
  const entry = {
    organizationId,
    seq: before.seq + 1,
    action: input.action,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    impersonatorId: impersonator(ctx.actor),
    subject: input.subject ?? null,
    details: input.details ?? {},
    occurredAt: ctx.now,
  };
  const hash = keyedHash(before.hash, entry, key);
  await Promise.all([
    ctx.tx.insert(auditLog).values({ ...entry, keyId: key.id, previousHash: before.hash, hash }),
    writeHead(ctx, sealHead({ organizationId, seq: entry.seq, hash, unkeyedUntil }, key)),
  ]);
}

/**
 * What the next row follows, after every other writer of the chain has committed. The sealed end goes before the last row: if
 * someone deleted the newest rows, the next one leaves a gap instead of closing it. The last row counts where it is ahead,
 * which it is after a row by a release that sealed no ends.
 */
export async function lockEnd(
  { tx }: Context,
  organizationId: string,
): Promise<Pick<ChainHead, "unkeyedUntil"> & { before: Link }> {
  // Sent together: the connection runs them in this order, and each sees what was committed when it starts.
  const [, [head], [last]] = await Promise.all([
    lockChain({ tx }, organizationId),
    tx.select().from(auditHeads).where(eq(auditHeads.organizationId, organizationId)),
    tx
      .select({ seq: auditLog.seq, hash: auditLog.hash })
      .from(auditLog)
      .where(eq(auditLog.organizationId, organizationId))
      .orderBy(desc(auditLog.seq))
      .limit(1),
  ]);
  if (!last) return { before: head ?? chainStart, unkeyedUntil: head ? head.unkeyedUntil : 0 };
  return { before: head && head.seq >= last.seq ? head : last, unkeyedUntil: head?.unkeyedUntil ?? null };
}

const lockChain = ({ tx }: Pick<Context, "tx">, organizationId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${organizationId}`}, 0))`);

export async function writeHead({ tx }: Pick<Context, "tx">, head: ChainHead): Promise<void> {
  const { organizationId, ...values } = head;
  await tx.insert(auditHeads).values(head).onConflictDoUpdate({ target: auditHeads.organizationId, set: values });
}

const impersonator = (actor: Actor) => (actor.kind === "user" ? (actor.impersonatorId ?? null) : null);
