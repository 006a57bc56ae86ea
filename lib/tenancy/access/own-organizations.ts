import "server-only";
import { organizations } from "@/db/schema";
import { type Session, sessionActor } from "@/lib/auth";
import { type Context, setTenant, withoutTenant } from "@/lib/context";
import type { Role } from "../members/roles";
import { ownMemberships } from "./choose-organization";

/** The organizations a person belongs to, for the switcher; each is read as its own tenant. */
export async function organizationsOf(
  ctx: Context,
  userId: string,
): Promise<{ id: string; name: string; role: Role }[]> {
  const own: { id: string; name: string; role: Role }[] = [];
  for (const { organizationId, role } of await ownMemberships(ctx, userId)) {
    await setTenant(ctx.tx, organizationId);
    const rows = await ctx.tx.select({ id: organizations.id, name: organizations.name }).from(organizations);
    own.push(...rows.map((row) => ({ ...row, role })));
  }
  return own;
}

/** The organizations that the session can access: the signed-in person's; in a support session or with single sign-on, only the one it is for. */
export async function ownOrganizations(session: Session) {
  const own = await withoutTenant({ actor: sessionActor(session) }, (ctx) => organizationsOf(ctx, session.user.id));
  const only = session.impersonator?.organizationId ?? session.assurance.ssoOrganizationId;
  return only ? own.filter(({ id }) => id === only) : own;
}
