import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import { closeMismatchAlerts } from "../close-alerts";
import { isGenerated } from "../generated-customers";
import { checkCharges } from "./check-charges";
import { reconciler } from "./reconciler";
import { type Verdict, verifyCustomer } from "./verify-customer";

const byUrgency: readonly Verdict[] = ["needs_person", "on_its_way", "repaired"];

/**
 * Compares one organization with Stripe now, for a platform admin.
 *
 * @throws GatehouseError `not_found`, `conflict` for one without a Stripe customer or with a generated one, `unavailable`.
 */
export async function verifyOrganization(
  ctx: Context,
  { organizationId }: { organizationId: string },
): Promise<{ verdict: Verdict }> {
  const [row] = await ctx.tx
    .select({ customerId: subscriptions.stripeCustomerId, counts: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  const { customerId, counts } = found(row, "organization");
  if (customerId === null)
    throw conflict("This organization hasn't bought anything yet, so there is nothing to compare in Stripe.");
  if (isGenerated(customerId)) throw conflict("This organization's history was generated. Stripe doesn't have it.");
  const asReconciler = { ...ctx, ...reconciler };
  const synced = await verifyCustomer(asReconciler, { customerId, reconciliationId: null });
  const charged = await checkCharges(asReconciler, { organizationId, customerId, counts, reconciliationId: null });
  const verdict = byUrgency.find((each) => each === synced || each === charged) ?? "equal";
  await closeMismatchAlerts(ctx);
  await recordAudit(ctx, { organizationId, action: "reconciliation.verified", details: { verdict } });
  return { verdict };
}
