import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { memberships, organizations, ssoConnections } from "@/db/schema";
import { type Context, setTenant } from "@/lib/context";
import { found, GatehouseError } from "@/lib/errors";
import type { Role } from "../members/roles";

export type ChosenOrganization = {
  role: Role;
  /** The last day on which they opened a page: `2026-11-30`. */
  lastSeenOn: string | null;
  organization: {
    id: string;
    name: string;
    onboardedAt: Date | null;
    twoFactorRequiredAt: Date | null;
    /** Since when members have to use single sign-on. Counts only while the plan includes it. */
    ssoRequiredAt: Date | null;
    /** Since when its single sign-on has been on. Null while it's off. */
    ssoEnabledAt: Date | null;
    createdAt: Date;
  };
};

/**
 * Selects the organization a person acts in and makes it the transaction's tenant: the preferred one if the person is (still)
 * a member of it, or else the one joined first. Memberships are read each time, so removing a member takes effect immediately.
 *
 * @throws GatehouseError `not_found` with `reason: "no_organization"` when the person is a member of none.
 */
export async function chooseOrganization(
  ctx: Context,
  input: { userId: string; preferredId?: string | undefined },
): Promise<ChosenOrganization> {
  const own = await ownMemberships(ctx, input.userId);
  const chosen = own.find((membership) => membership.organizationId === input.preferredId) ?? own[0];
  if (!chosen) throw memberOfNone();
  await setTenant(ctx.tx, chosen.organizationId);
  const [organization] = await ctx.tx
    .select({
      id: organizations.id,
      name: organizations.name,
      onboardedAt: organizations.onboardedAt,
      twoFactorRequiredAt: organizations.twoFactorRequiredAt,
      ssoRequiredAt: ssoConnections.requiredAt,
      ssoEnabledAt: ssoConnections.enabledAt,
      createdAt: organizations.createdAt,
    })
    .from(organizations)
    .leftJoin(ssoConnections, eq(ssoConnections.organizationId, organizations.id))
    .where(eq(organizations.id, chosen.organizationId));
  return { role: chosen.role, lastSeenOn: chosen.lastSeenOn, organization: found(organization, "organization") };
}

export const memberOfNone = () =>
  new GatehouseError("not_found", "You aren't a member of any organization.", { reason: "no_organization" });

/** A person's memberships in all organizations. The policy `own` allows it while `app.current_user_id` is set. */
export async function ownMemberships(ctx: Context, userId: string) {
  await ctx.tx.execute(sql`select set_config('app.current_user_id', ${userId}, true)`);
  const rows = await ctx.tx
    .select({
      organizationId: memberships.organizationId,
      role: memberships.role,
      lastSeenOn: memberships.lastSeenOn,
    })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt), asc(memberships.organizationId));
  // Unset again, so that later queries of this transaction see one tenant and nothing else.
  await ctx.tx.execute(sql`select set_config('app.current_user_id', '', true)`);
  return rows;
}
