import "server-only";
import { and, eq } from "drizzle-orm";
import { memberships } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { ChangeRoleInput } from "../input";
import { anotherOwner, lockTeam, membershipOf } from "./owners";
import { assertMayGrant, type TeamContext } from "./permissions";

/**
 * Changes a member's role.
 *
 * @throws GatehouseError `not_found`, `forbidden`, `conflict` for the last owner.
 */
export async function changeRole(ctx: TeamContext, { userId, role }: ChangeRoleInput): Promise<void> {
  await lockTeam(ctx);
  const { role: before } = await membershipOf(ctx, userId);
  assertMayGrant(ctx.role, before);
  assertMayGrant(ctx.role, role);
  if (before === role) return;
  if (before === "owner") await anotherOwner(ctx, userId);
  await ctx.tx
    .update(memberships)
    .set({ role })
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.userId, userId)));
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "team.role_changed",
    subject: userId,
    details: { from: before, to: role },
  });
}
