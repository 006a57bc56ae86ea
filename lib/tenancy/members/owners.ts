import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { memberships, organizations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { conflict, found } from "@/lib/errors";

/** Serializes changes of a team, so that two owners can't remove each other at the same time. */
export async function lockTeam({ tx, organizationId }: TenantContext): Promise<void> {
  await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("update");
}

/** Whether someone is the only owner. Locks the team, so that the answer stays true in the caller's transaction. */
export async function onlyOwner(ctx: TenantContext, userId: string): Promise<boolean> {
  await lockTeam(ctx);
  const owners = await ctx.tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.role, "owner")));
  return owners.length === 1 && owners[0]?.userId === userId;
}

export async function membershipOf({ tx, organizationId }: TenantContext, userId: string) {
  const [row] = await tx
    .select()
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)));
  return found(row, "member");
}

/**
 * @returns an owner other than this person, to take over their pending invitations.
 * @throws GatehouseError `conflict` when there is none, because an organization always has an owner.
 */
export async function anotherOwner({ tx, organizationId }: TenantContext, userId: string): Promise<string> {
  const [owner] = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        eq(memberships.role, "owner"),
        ne(memberships.userId, userId),
      ),
    )
    .orderBy(memberships.createdAt)
    .limit(1);
  if (!owner)
    throw conflict("An organization needs an owner. Make someone else an owner first.", { reason: "last_owner" });
  return owner.userId;
}
