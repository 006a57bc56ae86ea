import "server-only";
import { and, eq } from "drizzle-orm";
import { memberships, type roleNames } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { forbidden } from "@/lib/errors";
import { refuseImpersonation } from "./refuse-impersonation";
import { billingRoles } from "./roles";

/** A platform admin who changes what a customer pays. Only `lib/admin` makes such a context, after it checked who acts. */
export type AdminCaller = TenantContext & { readonly role: "platform_admin" };

/** A signed-in member's context carries the role that was read in this transaction; other callers' contexts don't. */
type Caller = TenantContext & { readonly role?: (typeof roleNames)[number] | AdminCaller["role"] };

/**
 * Only a member with a billing role, or a platform admin, changes what the organization pays. Endpoints declare the same roles so that they
 * refuse before anything else runs; this guard is for every other caller too, such as closing an organization.
 *
 * @throws GatehouseError `forbidden` for another role, for API keys, and during impersonation.
 */
export async function requireBillingRole(ctx: Caller): Promise<void> {
  refuseImpersonation(ctx);
  if (await hasBillingRole(ctx)) return;
  throw forbidden("Only an owner, an admin or a billing member can change billing.", {
    reason: "role",
    roles: billingRoles,
  });
}

export const isPlatformAdmin = ({ role }: Caller): boolean => role === "platform_admin";

export async function hasBillingRole(ctx: Caller): Promise<boolean> {
  if (isPlatformAdmin(ctx)) return true;
  if (ctx.actor.kind !== "user") return false;
  const actual = ctx.role ?? (await readRole(ctx, ctx.actor.id));
  return billingRoles.some((role) => role === actual);
}

async function readRole({ tx, organizationId }: TenantContext, userId: string) {
  const [membership] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)));
  return membership?.role;
}
