import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Member } from "@/lib/tenancy";

/** Ends the sessions that the organization's identity provider opened, except the one in use. */
export async function endSsoSessions({ tx, organizationId, session }: Member): Promise<void> {
  await tx
    .delete(sessions)
    .where(and(eq(sessions.ssoOrganizationId, organizationId), ne(sessions.id, session.sessionId)));
}
