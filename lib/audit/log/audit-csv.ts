import "server-only";
import type { Actor } from "@/lib/context";
import { csvHeader, csvLines } from "@/lib/csv";
import { readPlatform } from "@/lib/replica";
import type { AuditFilter } from "./audit-filter";
import { auditPage, type ListedAudit } from "./audit-page";

const columns = [
  "time",
  "organization_id",
  "organization",
  "row",
  "action",
  "actor_kind",
  "actor_id",
  "actor_email",
  "support_admin_id",
  "support_admin_email",
  "subject",
  "details",
  "key_id",
  "previous_hash",
  "hash",
] as const;

/** Rows read per transaction, so that a slow download doesn't keep one open. */
const pageSize = 1_000;

/** The filtered rows as CSV, newest first, one per line. */
export async function* auditCsv(actor: Actor, filter: AuditFilter): AsyncGenerator<string, void> {
  yield csvHeader(columns);
  let after = filter.after;
  do {
    const { rows, next } = await readPlatform({ actor }, (ctx) => auditPage(ctx, { ...filter, after }, pageSize));
    if (rows.length > 0) yield csvLines(rows.map(cellsOf));
    after = next;
  } while (after);
}

const cellsOf = (row: ListedAudit) => [
  row.occurredAt.toISOString(),
  row.organizationId,
  row.organization,
  row.seq,
  row.action,
  row.actorKind,
  row.actorId,
  row.actor?.email,
  row.impersonatorId,
  row.impersonator?.email,
  row.subject,
  JSON.stringify(row.details),
  row.keyId,
  row.previousHash,
  row.hash,
];
