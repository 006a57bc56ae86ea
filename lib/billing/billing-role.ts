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
  const { tx, actor, organizationId } = ctx;
  const [membership] =
    actor.kind === "user"
      ? await tx
          .select({ role: memberships.role })
          .from(memberships)
          .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, actor.id)))
      : [];
  if (!membership || !billingRoles.some((role) => role === membership.role)) {
    throw forbidden("Only an owner, an admin or the billing role may change what is paid.", {
      reason: "role",
      roles: billingRoles,
    });
  }
}
