import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { sendJob } from "@/lib/jobs";

/** Renames an organization. A job updates the Stripe customer, so that it works while Stripe is unavailable. */
export async function renameOrganization(ctx: TenantContext, { name }: { name: string }): Promise<void> {
  await ctx.tx.update(organizations).set({ name }).where(eq(organizations.id, ctx.organizationId));
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "settings.organization_renamed",
    details: { name },
  });
  await sendJob(ctx, "update-customer", { organizationId: ctx.organizationId }, ctx.organizationId);
}
