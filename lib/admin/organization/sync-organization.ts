import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { syncCustomer } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { conflict, found } from "@/lib/errors";

/**
 * Reads the customer from Stripe now, in the caller's transaction of the platform role.
 *
 * @throws GatehouseError `conflict` before the first purchase; `unavailable` when Stripe is down.
 */
export async function syncOrganization(ctx: TenantContext): Promise<{ synced: true }> {
  const [row] = await ctx.tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId));
  const { customerId } = found(row, "organization");
  if (customerId === null) throw conflict("This organization has no Stripe customer yet.", { reason: "none" });
  await syncCustomer({ ...ctx, actor: { kind: "system", id: "stripe" } }, { customerId });
  await recordAudit(ctx, { organizationId: ctx.organizationId, action: "admin.synced", subject: customerId });
  return { synced: true };
}
