import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import type { OrganizationAnswers } from "./profile";

/** Saves the answers of the first onboarding step, so that leaving and coming back loses nothing. */
export async function describeOrganization(ctx: TenantContext, { name, profile }: OrganizationAnswers): Promise<void> {
  const { organizationId, tx } = ctx;
  const [row] = await tx
    .update(organizations)
    .set({ name, profile })
    .where(eq(organizations.id, organizationId))
    .returning({ id: organizations.id });
  found(row, "organization");
  await recordAudit(ctx, { organizationId, action: "organization.described", details: { name, ...profile } });
}
