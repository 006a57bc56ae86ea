import "server-only";
import { isNull } from "drizzle-orm";
import { usageNotices } from "@/db/schema";
import { type Context, inTenant } from "@/lib/context";
import { tellLimits } from "./tell-limits";

/**
 * The job that writes the limit e-mails which were due when a process died, or the database went away, between counting
 * and telling. For a platform-role transaction; safe to run twice at once.
 */
export async function tellOpenLimits(ctx: Context): Promise<void> {
  const waiting = await ctx.tx
    .selectDistinct({ organizationId: usageNotices.organizationId })
    .from(usageNotices)
    .where(isNull(usageNotices.mailedAt))
    .orderBy(usageNotices.organizationId)
    .limit(500);
  for (const { organizationId } of waiting) await tellLimits(inTenant(ctx, organizationId));
}
