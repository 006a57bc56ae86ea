import { asc, eq } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import { auditKeys, type SealedRow } from "@/lib/audit";
import { firstBrokenLink } from "@/lib/audit/chain/chain";
import { platformDatabase } from "@/lib/database";

/** An organization's audit log, oldest row first. */
export const auditOf = (organizationId: string) =>
  platformDatabase()
    .select()
    .from(auditLog)
    .where(eq(auditLog.organizationId, organizationId))
    .orderBy(asc(auditLog.seq));

/** The index of the first row of a chain that doesn't follow from the one before it; undefined when all do. */
export const firstBrokenRow = (rows: readonly SealedRow[]) => firstBrokenLink(rows, auditKeys());
