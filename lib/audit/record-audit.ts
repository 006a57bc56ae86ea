import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import type { Actor, Context } from "@/lib/context";
import type { AuditAction } from "./actions";
import { chainHash, genesisHash } from "./chain";
import { refuseInSupportSession } from "./in-support-session";

/** The chain of what concerns the platform itself and no organization: platform keys, jobs, webhook endpoints. */
export const platformChain = "00000000-0000-0000-0000-000000000000";

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
