import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditLog, retentionPeriodNames } from "@/db/schema";
import { platformChain } from "@/lib/audit";
import type { Context } from "@/lib/context";

const recorded = z.object({
  removed: z.partialRecord(z.enum(retentionPeriodNames), z.object({ count: z.int(), keptFor: z.int() })),
  failed: z.array(z.enum(retentionPeriodNames)).default([]),
});

export type Enforcement = z.output<typeof recorded> & { at: Date };

/** What the last nightly run removed. Undefined before the first one. */
export async function lastEnforcement({ tx }: Context): Promise<Enforcement | undefined> {
  const [row] = await tx
    .select({ at: auditLog.occurredAt, details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.organizationId, platformChain), eq(auditLog.action, "privacy.retention_enforced")))
    .orderBy(desc(auditLog.seq))
    .limit(1);
  const parsed = recorded.safeParse(row?.details);
  return row && parsed.success ? { at: row.at, ...parsed.data } : undefined;
}
