import "server-only";
import { type AuditFilter, auditPage, readAuditCursor } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { invalidInput } from "@/lib/errors";

type Query = Omit<AuditFilter, "after"> & { limit: number; cursor?: string | undefined };

/** One page of the audit log as the API lists it. @throws GatehouseError `invalid_input` for a malformed cursor. */
export async function auditLogsPage(ctx: Context, { limit, cursor, ...filter }: Query) {
  if (cursor !== undefined && !readAuditCursor(cursor)) {
    throw invalidInput("cursor: use the nextCursor of the previous page.");
  }
  const { rows, next } = await auditPage(ctx, { ...filter, after: cursor }, limit);
  return {
    data: rows.map((row) => ({
      organization: row.organizationId,
      organizationName: row.organization,
      seq: row.seq,
      action: row.action,
      actorKind: row.actorKind,
      actorId: row.actorId,
      actor: row.actor,
      impersonator: row.impersonator,
      subject: row.subject,
      details: row.details,
      occurredAt: row.occurredAt,
      previousHash: row.previousHash,
      hash: row.hash,
    })),
    nextCursor: next ?? null,
  };
}
