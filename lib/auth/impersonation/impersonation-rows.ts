import "server-only";
import { and, eq, isNotNull, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { memberships, sessions, users } from "@/db/schema";
import type { Database, Transaction } from "@/lib/database";
import { sessionEnd } from "../second-factor/assurance";

const admins = alias(users, "admins");
const ownSessions = alias(sessions, "own_sessions");

export type ImpersonationRow = Awaited<ReturnType<typeof impersonationRows>>[number];

/** Support sessions with all they depend on. Needs the platform role, because it reads memberships of any organization. */
export function impersonationRows(tx: Database | Transaction, where?: SQL) {
  return tx
    .select({
      id: sessions.id,
      readOnly: sessions.readOnly,
      createdAt: sessions.createdAt,
      expires: sessions.expires,
      organizationId: sessions.impersonatedOrganizationId,
      user: {
        id: users.id,
        email: users.email,
        name: users.name,
        emailVerified: users.emailVerified,
        isPlatformAdmin: users.isPlatformAdmin,
      },
      admin: { id: admins.id, email: admins.email, isPlatformAdmin: admins.isPlatformAdmin },
      own: {
        token: ownSessions.sessionToken,
        createdAt: ownSessions.createdAt,
        expires: ownSessions.expires,
        ssoOrganizationId: ownSessions.ssoOrganizationId,
      },
      role: memberships.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(admins, eq(admins.id, sessions.impersonatorId))
    .leftJoin(
      ownSessions,
      and(eq(ownSessions.id, sessions.impersonatorSessionId), eq(ownSessions.userId, sessions.impersonatorId)),
    )
    .leftJoin(
      memberships,
      and(eq(memberships.organizationId, sessions.impersonatedOrganizationId), eq(memberships.userId, sessions.userId)),
    )
    .where(and(isNotNull(sessions.impersonatorId), where));
}

export const factsOf = ({ expires, own, admin, user, role }: ImpersonationRow) => ({
  expires,
  ownSessionExpires: own ? sessionEnd(own, admin) : null,
  byAdmin: admin.isPlatformAdmin,
  ofAdmin: user.isPlatformAdmin,
  member: role !== null,
});
