import "server-only";
import { sql } from "drizzle-orm";
import { type Context, setTenant } from "@/lib/context";
import { type AuditInput, accountChain, recordAudit } from "./record-audit";

/**
 * Records actions on a person's own account, which belong to no organization: sign-ins, passwords, sessions. In the caller's transaction,
 * whose tenant stays the same. Call it last, because everyone who signs in writes to this chain.
 */
export async function recordAccountAudit(ctx: Context, input: Omit<AuditInput, "organizationId">): Promise<void> {
  const [setting] = await ctx.tx.execute<{ tenant: string | null }>(
    sql`select current_setting('app.current_organization_id', true) as tenant`,
  );
  await setTenant(ctx.tx, accountChain);
  await recordAudit(ctx, { ...input, organizationId: accountChain });
  await setTenant(ctx.tx, setting?.tenant ?? "");
}
