import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { invitations, memberships, organizations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";

/** The organization's answers so far. */
export async function organizationProfile({ organizationId, tx }: TenantContext) {
  const [row] = await tx
    .select({ name: organizations.name, profile: organizations.profile, onboardedAt: organizations.onboardedAt })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return found(row, "organization");
}

/** Whether anyone besides the first member has joined or been invited. */
export async function hasColleagues({ organizationId, tx }: TenantContext): Promise<boolean> {
  const members = await tx.$count(memberships, eq(memberships.organizationId, organizationId));
  if (members > 1) return true;
  const invited = and(eq(invitations.organizationId, organizationId), isNull(invitations.revokedAt));
  return (await tx.$count(invitations, invited)) > 0;
}
