import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { auditLog, auditPersonal, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { personalColumns, personalOfRow, withPersonal } from "./personal";

const impersonators = alias(users, "impersonators");

/** The organization's newest audit rows, with the person who acted and, in a support session, the platform admin. */
export async function recentAudit({ organizationId, tx }: TenantContext, limit: number) {
  const rows = await tx
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
      personal: personalColumns,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, sql`case when ${auditLog.actorKind} = 'user' then ${auditLog.actorId}::uuid end`))
    .leftJoin(impersonators, eq(impersonators.id, auditLog.impersonatorId))
    .leftJoin(auditPersonal, personalOfRow)
    .where(eq(auditLog.organizationId, organizationId))
    .orderBy(desc(auditLog.seq))
    .limit(limit);
  return rows.map(({ personal, ...row }) => withPersonal(row, personal));
}
export type AuditRow = Awaited<ReturnType<typeof recentAudit>>[number];
