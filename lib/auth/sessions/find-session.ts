import "server-only";
import { and, eq, gt, isNull } from "drizzle-orm";
import { sessions, users } from "@/db/schema";
import { appDatabase } from "@/lib/database";
import { hashToken } from "../links/tokens";
import { type Assurance, assuranceOf, sessionEnd } from "../second-factor/assurance";
import { dueToSlide, sessionExpiry } from "./session-cookie";
import { sessionStore } from "./session-store";

/** Who is signed in, as stored now. */
export type Session = {
  sessionId: string;
  user: { id: string; email: string; name: string | null; emailVerified: boolean; isPlatformAdmin: boolean };
  /** In a support session: the platform admin, the organization, and its end in real time. */
  impersonator: { id: string; email: string; organizationId: string; until: Date } | null;
  /** A view-only support session: nothing may be written. */
  readOnly: boolean;
  /** How sure it is who acts. */
  assurance: Assurance;
  /** When a platform admin last changed something, in real time. Only kept where there is a read replica. */
  changedAt: Date | null;
};

/**
 * The session of a cookie's token. The row is read on every request, so revoking takes effect immediately; using a session
 * extends it, that of a platform admin to 12 hours at most. Support sessions aren't found here: see `findImpersonation`.
 */
export async function findSession(token: string, now: Date): Promise<Session | null> {
  const [row] = await appDatabase()
    .select({
      session: sessions,
      user: {
        id: users.id,
        email: users.email,
        name: users.name,
        emailVerified: users.emailVerified,
        isPlatformAdmin: users.isPlatformAdmin,
      },
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(eq(sessions.sessionToken, hashToken(token)), gt(sessions.expires, now), isNull(sessions.impersonatorId)),
    );
  if (!row || sessionEnd(row.session, row.user) <= now) return null;
  if (dueToSlide(row.session, now)) await sessionStore.slide(token, sessionExpiry(row.session.createdAt, now));
  return {
    sessionId: row.session.id,
    user: { ...row.user, emailVerified: row.user.emailVerified !== null },
    impersonator: null,
    readOnly: row.session.readOnly,
    assurance: assuranceOf(row.session),
    changedAt: row.session.changedAt,
  };
}
