import "server-only";
import { and, asc, eq, gte, lt, min, sql } from "drizzle-orm";
import { auditHeads, auditLog, auditPersonal } from "@/db/schema";
import type { Context } from "@/lib/context";
import { lockEnd, writeHead } from "../record-audit";
import { type ChainHead, isSealed, type Link, type PersonalRecord, type SealedRow, sealHead } from "./chain";
import { chainRules, ofRow, personal } from "./check-audit";
import { auditKeys } from "./keys";
import { ChainReader } from "./read-chain";

/**
 * Deletes a chain's oldest rows, those written before `before`, at most `limit` of them, and seals its new start. The last row
 * always stays, so that a chain never disappears. If the chain is broken there, nothing is deleted until the break is acknowledged,
 * because a new start would hide it. Runs in the platform role.
 *
 * @returns how many were deleted.
 */
export async function trimChain(
  ctx: Context,
  { organizationId, before, limit }: { organizationId: string; before: Date; limit: number },
): Promise<number> {
  const { before: last, ...kept } = await lockEnd(ctx, organizationId);
  const head = await sealedEnd(ctx, organizationId);
  const through = head && (await lastToDelete(ctx, head, { before, limit }));
  if (!through) return 0;
  const [removed] = await ctx.tx.execute<{ rows: number }>(
    sql`select trim_audit_log(${organizationId}::uuid, ${through.seq}::bigint) as rows`,
  );
  const [key] = auditKeys();
  const start = { startSeq: through.seq, startHash: through.hash };
  await writeHead(ctx, sealHead({ organizationId, seq: last.seq, hash: last.hash, ...kept, ...start }, key));
  return removed?.rows ?? 0;
}

async function sealedEnd({ tx }: Context, organizationId: string): Promise<ChainHead | undefined> {
  const [head] = await tx.select().from(auditHeads).where(eq(auditHeads.organizationId, organizationId));
  return head && isSealed(head, auditKeys()) ? head : undefined;
}

type Cut = { before: Date; limit: number };

/** Times can go backward in a chain, so deletion stops before the first row that is recent enough. */
async function lastToDelete(ctx: Context, head: ChainHead, { before, limit }: Cut): Promise<Link | undefined> {
  const ofChain = eq(auditLog.organizationId, head.organizationId);
  const [young] = await ctx.tx
    .select({ seq: min(auditLog.seq) })
    .from(auditLog)
    .where(and(ofChain, gte(auditLog.occurredAt, before)));
  const rows: { row: SealedRow; personal: PersonalRecord | null }[] = await ctx.tx
    .select({ row: auditLog, personal })
    .from(auditLog)
    .leftJoin(auditPersonal, ofRow)
    .where(and(ofChain, lt(auditLog.seq, Math.min(young?.seq ?? head.seq, head.seq))))
    .orderBy(asc(auditLog.seq))
    .limit(limit);
  if (rows.length === 0) return undefined;
  const reader = new ChainReader(head.organizationId, await chainRules(ctx));
  for (const { row, personal } of rows) reader.read(row, head, personal);
  return reader.found ? undefined : reader.last;
}
