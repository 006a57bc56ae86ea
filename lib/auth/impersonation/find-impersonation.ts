import "server-only";
import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { platformDatabase } from "@/lib/database";
import { hashToken } from "../links/tokens";
import type { Session } from "../sessions/find-session";
import { whyOver } from "./impersonation";
import { factsOf, impersonationRows } from "./impersonation-rows";

/**
 * The session in which an admin acts for a customer. Its token opens nothing alone: it must come with the admin's own, on which
 * it hangs. Looked up each time, so whatever ends it ends it with the next request.
 */
export async function findImpersonation(
  { token, own }: { token: string; own: string },
  now: Date,
): Promise<Session | null> {
  const [row] = await impersonationRows(platformDatabase(), eq(sessions.sessionToken, hashToken(token)));
  if (!row?.organizationId || row.own?.token !== hashToken(own) || whyOver(factsOf(row), now)) return null;
  const { id, email } = row.admin;
  return {
    sessionId: row.id,
    user: { ...row.user, emailVerified: row.user.emailVerified !== null },
    impersonator: { id, email, organizationId: row.organizationId, until: row.expires },
    readOnly: row.readOnly,
  };
}
