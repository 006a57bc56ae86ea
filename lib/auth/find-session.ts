import "server-only";
import { and, eq, gt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { sessions, users } from "@/db/schema";
import { appDatabase } from "@/lib/database";
import { dueToSlide, sessionExpiry } from "./session-cookie";
import { sessionStore } from "./session-store";
import { hashToken } from "./tokens";

/** Who is signed in, as the database says now. */
export type Session = {
  sessionId: string;
  user: { id: string; email: string; name: string | null; emailVerified: boolean; isPlatformAdmin: boolean };
  /** The platform admin who acts as this person. */
  impersonator: { id: string; email: string } | null;
  /** Nothing may be written in this session. */
  readOnly: boolean;
};

const impersonators = alias(users, "impersonators");

/**
 * The session of a cookie's token. The row is looked up each time, so a revoked session is out at once.
 * Use moves its end; an impersonation ends when it was meant to.
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
      impersonator: {
        id: impersonators.id,
        email: impersonators.email,
        isPlatformAdmin: impersonators.isPlatformAdmin,
      },
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(impersonators, eq(impersonators.id, sessions.impersonatorId))
    .where(and(eq(sessions.sessionToken, hashToken(token)), gt(sessions.expires, now)));
  if (!row) return null;
  // Who is an admin no more acts for nobody any more, at once.
  if (row.impersonator && !row.impersonator.isPlatformAdmin) return null;
  if (!row.impersonator && dueToSlide(row.session, now)) {
    await sessionStore.slide(token, sessionExpiry(row.session.createdAt, now));
  }
  return {
    sessionId: row.session.id,
    user: { ...row.user, emailVerified: row.user.emailVerified !== null },
    impersonator: row.impersonator && { id: row.impersonator.id, email: row.impersonator.email },
    readOnly: row.session.readOnly,
  };
}
