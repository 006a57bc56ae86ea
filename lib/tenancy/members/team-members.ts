import "server-only";
import { asc, eq } from "drizzle-orm";
import { memberships, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import type { Role } from "./roles";

export type TeamMember = {
  userId: string;
  name: string | null;
  email: string;
  role: Role;
  joinedAt: Date;
  /** The last day on which they opened a page, in UTC: `2026-11-30`. Null if they never did. */
  lastSeenOn: string | null;
};

/** The organization's members, in the order in which they joined. */
export function teamMembers({ tx, organizationId }: TenantContext): Promise<TeamMember[]> {
  return tx
    .select({
      userId: memberships.userId,
      name: users.name,
      email: users.email,
      role: memberships.role,
      joinedAt: memberships.createdAt,
      lastSeenOn: memberships.lastSeenOn,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.organizationId, organizationId))
    .orderBy(asc(memberships.createdAt));
}
