import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";

/** What is known of the organization so far. */
export async function organizationProfile({ organizationId, tx }: TenantContext) {
  const [row] = await tx
    .select({ name: organizations.name, profile: organizations.profile, onboardedAt: organizations.onboardedAt })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return found(row, "organization");
}
