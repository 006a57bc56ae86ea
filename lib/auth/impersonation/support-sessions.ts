import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { auditLog, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";

/** The organization's latest support sessions, newest first: as whom (null for a deleted user), why, and how. */
export async function supportSessions({ tx, organizationId }: TenantContext, limit: number) {
  const rows = await tx
    .select({ seq: auditLog.seq, at: auditLog.occurredAt, details: auditLog.details, email: users.email })
    .from(auditLog)
    .leftJoin(users, eq(sql`${users.id}::text`, auditLog.subject))
    .where(and(eq(auditLog.organizationId, organizationId), eq(auditLog.action, "admin.impersonation_begun")))
    .orderBy(desc(auditLog.seq))
    .limit(limit);
  return rows.map(({ seq, at, email, details }) => ({
    seq,
    at,
    email,
    reason: String(details.reason ?? ""),
    readOnly: details.readOnly === true,
  }));
}
