import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import type { Actor, Context } from "@/lib/context";
import { chainHash, genesisHash } from "./chain";

/** The chain of what concerns no organization but the platform itself: keys of the founder, admins made. */
export const platformChain = "00000000-0000-0000-0000-000000000000";

export type AuditInput = {
  organizationId: string;
  /** `domain.verb`, e.g. `billing.checkout_started`. */
  action: string;
  /** What it was done to: an id or a name. */
  subject?: string;
  /** Facts. Never a secret, a token, a password or card data. */
  details?: Record<string, unknown>;
};

/** Appends a row to the organization's chain, in the caller's transaction: no effect without its row, no row without its effect. */
export async function recordAudit(ctx: Context, input: AuditInput): Promise<void> {
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${input.organizationId}`}, 0))`);
  const [last] = await ctx.tx
    .select({ seq: auditLog.seq, hash: auditLog.hash })
    .from(auditLog)
    .where(eq(auditLog.organizationId, input.organizationId))
    .orderBy(desc(auditLog.seq))
    .limit(1);
  const entry = {
    organizationId: input.organizationId,
    seq: (last?.seq ?? 0) + 1,
    action: input.action,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    impersonatorId: impersonator(ctx.actor),
    subject: input.subject ?? null,
    details: input.details ?? {},
    occurredAt: ctx.now,
  };
  const previousHash = last?.hash ?? genesisHash;
  await ctx.tx.insert(auditLog).values({ ...entry, previousHash, hash: chainHash(previousHash, entry) });
}

const impersonator = (actor: Actor) => (actor.kind === "user" ? (actor.impersonatorId ?? null) : null);
