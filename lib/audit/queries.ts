import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { auditLog, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";

/** The organization's newest rows, with the name and address of who acted where it was a person. */
export function recentAudit({ organizationId, tx }: TenantContext, limit: number) {
  return tx
    .select({
      seq: auditLog.seq,
      action: auditLog.action,
      subject: auditLog.subject,
      details: auditLog.details,
      occurredAt: auditLog.occurredAt,
      actorKind: auditLog.actorKind,
      actorName: users.name,
      actorEmail: users.email,
    })
    .from(auditLog)
    .leftJoin(users, eq(sql`${users.id}::text`, auditLog.actorId))
    .where(eq(auditLog.organizationId, organizationId))
    .orderBy(desc(auditLog.seq))
    .limit(limit);
}
export type AuditRow = Awaited<ReturnType<typeof recentAudit>>[number];
