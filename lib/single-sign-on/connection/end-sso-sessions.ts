import "server-only";
import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Member } from "@/lib/tenancy";

/**
 * Ends the sessions that the organization's identity provider opened, also the one in use: the provider may be turned off because it's
 * no longer trusted. `asMember` refuses one that is being opened at this moment.
 */
export async function endSsoSessions({ tx, organizationId }: Member): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.ssoOrganizationId, organizationId));
}
