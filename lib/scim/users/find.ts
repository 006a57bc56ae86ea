import "server-only";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { directoryUsers, invitations, memberships } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { isOpen } from "@/lib/seats";
import type { UserFilter } from "../filter";

export type DirectoryUser = typeof directoryUsers.$inferSelect & {
  /** Whether they're a member or have a pending invitation. */
  active: boolean;
};

/** The directory's users, without those that it deleted. */
export const ofDirectory = (organizationId: string): SQL | undefined =>
  and(eq(directoryUsers.organizationId, organizationId), isNull(directoryUsers.deletedAt));

/** Whether someone is active depends on the team, no matter who changed it. An address has at most one pending invitation. */
async function usersWhere(
  { tx, organizationId, now }: TenantContext,
  where: SQL | undefined,
  page = { offset: 0, limit: 1 },
): Promise<DirectoryUser[]> {
  const rows = await tx
    .select({ user: directoryUsers, member: memberships.userId, invitation: invitations.id })
    .from(directoryUsers)
    .leftJoin(
      memberships,
      and(eq(memberships.organizationId, directoryUsers.organizationId), eq(memberships.userId, directoryUsers.userId)),
    )
    .leftJoin(
      invitations,
      and(
        eq(invitations.organizationId, directoryUsers.organizationId),
        eq(invitations.email, directoryUsers.email),
        isOpen(now),
      ),
    )
    .where(and(ofDirectory(organizationId), where))
    .orderBy(asc(directoryUsers.createdAt), asc(directoryUsers.id))
    .limit(page.limit)
    .offset(page.offset);
  return rows.map(({ user, member, invitation }) => ({ ...user, active: member !== null || invitation !== null }));
}

/** @throws GatehouseError `not_found`. */
export async function directoryUser(ctx: TenantContext, id: string): Promise<DirectoryUser> {
  const [user] = z.uuid().safeParse(id).success ? await usersWhere(ctx, eq(directoryUsers.id, id)) : [];
  if (!user) throw notFound("user");
  return user;
}

/** A page of the directory's users, oldest first, and the total count. */
export async function listDirectoryUsers(
  ctx: TenantContext,
  { filter, startIndex, count }: { filter: UserFilter | undefined; startIndex: number; count: number },
): Promise<{ total: number; users: DirectoryUser[] }> {
  const where = filter && matching(filter);
  const total = await ctx.tx.$count(directoryUsers, and(ofDirectory(ctx.organizationId), where));
  const users = count === 0 ? [] : await usersWhere(ctx, where, { offset: startIndex - 1, limit: count });
  return { total, users };
}

function matching({ by, value }: UserFilter): SQL {
  if (by === "id") return z.uuid().safeParse(value).success ? eq(directoryUsers.id, value) : sql`false`;
  return eq(directoryUsers[by], value);
}
