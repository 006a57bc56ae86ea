import { asc, eq } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import { auditKeys, readPersonal, type SealedRow } from "@/lib/audit";
import { firstBrokenLink } from "@/lib/audit/chain/chain";
import { withPlatform } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { asSystem } from "./actors";

/** An organization's audit log as stored and sealed, oldest row first. */
export const sealedAuditOf = (organizationId: string) =>
  platformDatabase()
    .select()
    .from(auditLog)
    .where(eq(auditLog.organizationId, organizationId))
    .orderBy(asc(auditLog.seq));

/** The same row as it's read, with its personal data. */
export const auditOf = async (organizationId: string) =>
  withPlatform({ actor: asSystem() }, async (ctx) => readPersonal(ctx, await sealedAuditOf(organizationId)));

/** The index of the first row of a chain that doesn't follow from the one before it; undefined when all do. */
export const firstBrokenRow = (rows: readonly SealedRow[]) => firstBrokenLink(rows, auditKeys());
