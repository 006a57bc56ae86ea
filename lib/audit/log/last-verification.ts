import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import type { Context } from "@/lib/context";
import { platformChain } from "../record-audit";

export type Verification = { at: Date; chains: number; rows: number; broken: number };

/** The result of the last nightly verification; undefined before the first one. */
export async function lastVerification({ tx }: Context): Promise<Verification | undefined> {
  const [row] = await tx
    .select({ at: auditLog.occurredAt, details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.organizationId, platformChain), eq(auditLog.action, "audit.verified")))
    .orderBy(desc(auditLog.seq))
    .limit(1);
  if (!row) return undefined;
  const { chains, rows, broken, chainsDeleted } = row.details;
  return {
    at: row.at,
    chains: Number(chains),
    rows: Number(rows),
    broken: Number(broken) + Number(chainsDeleted),
  };
}
