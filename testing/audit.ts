import { asc, eq } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import { platformDatabase } from "@/lib/database";

/** An organization's audit log, oldest row first. */
export const auditOf = (organizationId: string) =>
  platformDatabase()
    .select()
    .from(auditLog)
    .where(eq(auditLog.organizationId, organizationId))
    .orderBy(asc(auditLog.seq));
