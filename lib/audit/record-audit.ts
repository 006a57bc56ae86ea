import "server-only";
import { randomBytes } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import { auditHeads, auditLog, auditPersonal } from "@/db/schema";
import type { Actor, Context } from "@/lib/context";
import type { AuditAction } from "./actions";
import {
  type ChainHead,
  isSealed,
  keyedHash,
  type Link,
  personalDigest,
  personalField,
  sealHead,
  startOf,
} from "./chain/chain";
import { auditKeys } from "./chain/keys";
import { refuseInSupportSession } from "./in-support-session";

/** The chain for the platform itself, not for any organization: platform keys, jobs, webhook endpoints. */
export const platformChain = "00000000-0000-0000-0000-000000000000";

/** The chain for actions on a person's own account, which belong to no organization: sign-ins, passwords, sessions. */
export const accountChain = "00000000-0000-0000-0000-000000000001";

export type AuditInput = {
  organizationId: string;
  action: AuditAction;
  /** The action's target: an id, or a thing's name. Never a person's name or address. */
  subject?: string;
  /** Facts. Never a secret, a token, a password or card data, and nothing about a person except IDs. */
  details?: Record<string, unknown>;
  /** What the row says about people beyond that. It's stored apart, where it can be erased. */
  personal?: PersonalInput;
};

export type PersonalInput = {
  /** The ID of the account it's about. Defaults to the actor's. Null for someone else without an account. */
  personId?: string | null;
  /** The address it's about, which the log shows as the row's subject. */
  email?: string;
  /** Shown with the row's details. */
  facts?: Record<string, unknown>;
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
  const { before, ...kept } = await lockEnd(ctx, organizationId);
  const personal = input.personal && personalRow(ctx, input.personal);
  const entry = {
    organizationId,
    seq: before.seq + 1,
    action: input.action,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    impersonatorId: impersonator(ctx.actor),
    subject: input.subject ?? null,
    details: { ...input.details, ...(personal ? { [personalField]: personalDigest(personal) } : {}) },
    occurredAt: ctx.now,
  };
  const hash = keyedHash(before.hash, entry, key);
  await Promise.all([
    ctx.tx.insert(auditLog).values({ ...entry, keyId: key.id, previousHash: before.hash, hash }),
    writeHead(ctx, sealHead({ organizationId, seq: entry.seq, hash, ...kept }, key)),
    personal && ctx.tx.insert(auditPersonal).values({ organizationId, seq: entry.seq, ...personal }),
  ]);
}

function personalRow({ actor, now }: Context, { personId, email, facts }: PersonalInput) {
  return {
    personId: personId === undefined ? (actor.kind === "user" ? actor.id : null) : personId,
    email: email ?? null,
    // As jsonb returns it, without undefined values.
    facts: Object.fromEntries(Object.entries(facts ?? {}).filter(([, value]) => value !== undefined)),
    salt: randomBytes(16).toString("base64url"),
    occurredAt: now,
  };
}

/**
 * What the next row follows, once every other writer of the chain has committed. The sealed end takes precedence over the last row: if
 * someone deleted the newest rows, the next one leaves the gap open. The last row is used if it's ahead, as it is after a row from a
 * release that sealed no ends. Nothing is carried over from an end that wasn't sealed with the key: resealing a forged start would hide
 * deleted rows, and resealing a forged `unkeyedUntil` would hide added ones.
 */
export async function lockEnd({ tx }: Context, organizationId: string): Promise<KeptOfHead & { before: Link }> {
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
  const genuine = head && isSealed(head, auditKeys()) ? head : undefined;
  const kept = {
    unkeyedUntil: head || last ? (genuine?.unkeyedUntil ?? null) : 0,
    startSeq: genuine?.startSeq ?? null,
    startHash: genuine?.startHash ?? null,
  };
  if (!last) return { ...kept, before: head ?? startOf(undefined) };
  return { ...kept, before: head && head.seq >= last.seq ? head : last };
}

/** What a chain's next end carries over from the one before it. */
export type KeptOfHead = Required<Pick<ChainHead, "unkeyedUntil" | "startSeq" | "startHash">>;

const lockChain = ({ tx }: Pick<Context, "tx">, organizationId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${organizationId}`}, 0))`);

export async function writeHead({ tx }: Pick<Context, "tx">, head: ChainHead): Promise<void> {
  const { organizationId, ...values } = head;
  await tx.insert(auditHeads).values(head).onConflictDoUpdate({ target: auditHeads.organizationId, set: values });
}

const impersonator = (actor: Actor) => (actor.kind === "user" ? (actor.impersonatorId ?? null) : null);
