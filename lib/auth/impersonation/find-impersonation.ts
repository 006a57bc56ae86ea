import "server-only";
import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { platformDatabase } from "@/lib/database";
import { hashToken } from "../links/tokens";
import type { Session } from "../sessions/find-session";
import { endReasonOf } from "./impersonation";
import { factsOf, impersonationRows } from "./impersonation-rows";

/**
 * An active support session. Its token is worthless alone: it must be sent with that of the admin's own session. Read
 * on every request, so whatever ends it takes effect on the next one.
 */
export async function findImpersonation(
  { token, own }: { token: string; own: string },
  now: Date,
): Promise<Session | null> {
  const [row] = await impersonationRows(platformDatabase(), eq(sessions.sessionToken, hashToken(token)));
  if (!row?.organizationId || row.own?.token !== hashToken(own) || endReasonOf(factsOf(row), now)) return null;
  const { id, email } = row.admin;
  return {
    sessionId: row.id,
    user: { ...row.user, emailVerified: row.user.emailVerified !== null },
    impersonator: { id, email, organizationId: row.organizationId, until: row.expires },
    readOnly: row.readOnly,
    assurance: { createdAt: row.createdAt, confirmedAt: null, secondFactor: null, ssoOrganizationId: null },
    changedAt: null,
  };
}
