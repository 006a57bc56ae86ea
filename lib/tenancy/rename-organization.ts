import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";

export async function renameOrganization(ctx: TenantContext, { name }: { name: string }): Promise<void> {
  await ctx.tx.update(organizations).set({ name }).where(eq(organizations.id, ctx.organizationId));
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "settings.organization_renamed",
    details: { name },
  });
}
