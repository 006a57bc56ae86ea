import "server-only";
import { and, desc, eq, isNull, max } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import type { Context } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { lockEnd, platformChain, recordAudit, writeHead } from "../record-audit";
import { sealHead } from "./chain";
import { checkAudit } from "./check-audit";
import { auditKeys } from "./keys";

/**
 * Records that a person has examined a break, in the platform role: verification then continues after it, and finds the next
 * one. Rows stay as they are. Rows deleted from the end of a chain become a gap first, which is acknowledged like any other. An end that
 * was changed or deleted is sealed again.
 *
 * @throws GatehouseError `conflict` if the chain isn't broken at that row.
 */
export async function acknowledgeBreak(
  ctx: Context,
  { organizationId, seq, reason }: { organizationId: string; seq: number; reason: string },
): Promise<void> {
  let found = await breakAt(ctx, organizationId, seq);
  if (found?.problem === "rows_deleted") {
    await recordAudit(ctx, { organizationId, action: "audit.break_acknowledged", details: { seq, reason } });
    found = await breakAt(ctx, organizationId, seq);
  }
  if (!found) throw conflict(`The chain of ${organizationId} isn't broken at row ${seq}.`);
  if (found.problem === "end_missing" || found.problem === "end_changed") await sealAgain(ctx, organizationId);
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "audit.break_acknowledged",
    subject: organizationId,
    details: { organization: organizationId, seq, hash: found.hash, problem: found.problem, reason },
  });
}

const breakAt = async (ctx: Context, organizationId: string, seq: number) =>
  (await checkAudit(ctx)).breaks.find((found) => found.organizationId === organizationId && found.seq === seq);

async function sealAgain(ctx: Context, organizationId: string): Promise<void> {
  const { startSeq, startHash } = await lockEnd(ctx, organizationId);
  const [last] = await ctx.tx
    .select({ seq: auditLog.seq, hash: auditLog.hash })
    .from(auditLog)
    .where(eq(auditLog.organizationId, organizationId))
    .orderBy(desc(auditLog.seq))
    .limit(1);
  const [unkeyed] = await ctx.tx
    .select({ seq: max(auditLog.seq) })
    .from(auditLog)
    .where(and(eq(auditLog.organizationId, organizationId), isNull(auditLog.keyId)));
  const [key] = auditKeys();
  if (!last) return;
  const head = { organizationId, ...last, unkeyedUntil: unkeyed?.seq ?? 0, startSeq, startHash };
  await writeHead(ctx, sealHead(head, key));
}
