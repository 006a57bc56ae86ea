import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { auditFilterSchema, auditPage, platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import type { RequestInput } from "../input";

/**
 * Records a person's request about their data and what was done. The address can be erased like any other. If they have an account, its
 * ID stays. For a platform admin, in the platform role.
 */
export async function recordRequest(ctx: Context, { kind, outcome, email, note }: RequestInput): Promise<void> {
  const [user] = await ctx.tx.select({ id: users.id }).from(users).where(eq(users.email, email));
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "privacy.request_recorded",
    details: { kind, outcome, ...(user ? { account: user.id } : {}) },
    personal: { personId: user?.id ?? null, email, facts: { reason: note } },
  });
}

/** The newest entries of the log of processing, without the nightly runs. */
export async function recentProcessing(ctx: Context, limit: number) {
  const { rows } = await auditPage(ctx, auditFilterSchema.parse({ topic: "personal_data" }), limit * 3);
  return rows.filter(({ action }) => action !== "privacy.retention_enforced").slice(0, limit);
}
