import "server-only";
import { and, eq } from "drizzle-orm";
import { memberships } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { forbidden } from "@/lib/errors";
import { refuseImpersonation } from "./refuse-impersonation";
import { billingRoles } from "./roles";

/**
 * Only a person of the organization whose role is about money changes what it pays, whichever door the request came by.
 *
 * @throws GatehouseError `forbidden` for another role, for keys, and under impersonation.
 */
export async function requireBillingRole(ctx: TenantContext): Promise<void> {
  refuseImpersonation(ctx);
  if (await hasBillingRole(ctx)) return;
  throw forbidden("Only an owner, an admin or the billing role may change what is paid.", {
    reason: "role",
    roles: billingRoles,
  });
}

/** Whether it is such a person. */
export async function hasBillingRole({ tx, actor, organizationId }: TenantContext): Promise<boolean> {
  if (actor.kind !== "user") return false;
  const [membership] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, actor.id)));
  return billingRoles.some((role) => role === membership?.role);
}
