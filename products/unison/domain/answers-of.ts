import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";

/** What the organization answered in onboarding, or changed in its settings since: by the question's key. */
export async function answersOf({ organizationId, tx }: TenantContext): Promise<Readonly<Record<string, string>>> {
  const [row] = await tx
    .select({ profile: organizations.profile })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return found(row, "organization").profile;
}
