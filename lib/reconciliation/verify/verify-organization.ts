import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import { closeMismatchAlerts } from "../close-alerts";
import { reconciler } from "./reconciler";
import { type Verdict, verifyCustomer } from "./verify-customer";

/**
 * Compares one organization with Stripe now, for a platform admin.
 *
 * @throws GatehouseError `not_found`, `conflict` for one without a Stripe customer, `unavailable`.
 */
export async function verifyOrganization(
  ctx: Context,
  { organizationId }: { organizationId: string },
): Promise<{ verdict: Verdict }> {
  const [row] = await ctx.tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  const { customerId } = found(row, "organization");
  if (customerId === null)
    throw conflict("This organization hasn't bought anything yet, so there is nothing to compare in Stripe.");
  const verdict = await verifyCustomer({ ...ctx, ...reconciler }, { customerId, reconciliationId: null });
  await closeMismatchAlerts(ctx);
  await recordAudit(ctx, { organizationId, action: "reconciliation.verified", details: { verdict } });
  return { verdict };
}
