import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { auditLog, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";

const impersonators = alias(users, "impersonators");

/** The organization's newest audit rows, with the person who acted and, in a support session, the platform admin. */
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
      impersonatorEmail: impersonators.email,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, sql`case when ${auditLog.actorKind} = 'user' then ${auditLog.actorId}::uuid end`))
    .leftJoin(impersonators, eq(impersonators.id, auditLog.impersonatorId))
    .where(eq(auditLog.organizationId, organizationId))
    .orderBy(desc(auditLog.seq))
    .limit(limit);
}
export type AuditRow = Awaited<ReturnType<typeof recentAudit>>[number];
