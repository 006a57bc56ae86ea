import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { isOfCatalog, type ListedCustomer } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { adviceFor } from "./advice";
import type { Difference } from "./differences";
import { recordDrift } from "./record-drift";
import { verifyCustomer } from "./verify-customer";

type Input = ListedCustomer & { reconciliationId: string | null };

/**
 * A customer of Stripe that nobody here has. One without a plan of ours is none of our business. One that names an
 * organization which has no customer yet is its customer: it is given to it. Anything else a person has to decide.
 */
export async function adoptCustomer(ctx: Context, { customer, subscriptions: live, reconciliationId }: Input) {
  const [ours] = live.filter((subscription) => isOfCatalog(catalog, subscription));
  if (!ours) return;
  const named = z.uuid().safeParse(customer.metadata.organization_id ?? ours.metadata.organization_id);
  const row = named.success ? await lockRow(ctx, named.data) : undefined;
  const difference: Difference = {
    kind: "missing_here",
    subject: ours.id,
    here: { stripeCustomerId: row?.stripeCustomerId ?? null },
    there: { stripeCustomerId: customer.id, status: ours.status },
  };
  const common = { customerId: customer.id, organizationId: row?.organizationId ?? null, reconciliationId };
  if (row && row.stripeCustomerId === null) {
    await ctx.tx
      .update(subscriptions)
      .set({ stripeCustomerId: customer.id })
      .where(eq(subscriptions.organizationId, row.organizationId));
    const { organizationId } = row;
    await recordAudit(ctx, { organizationId, action: "reconciliation.customer_linked", subject: customer.id });
    await verifyCustomer(ctx, { customerId: customer.id, reconciliationId });
    return;
  }
  const advice = row ? adviceFor.otherCustomer : adviceFor.nobody;
  await recordDrift(ctx, { ...common, ...difference, outcome: "needs_person", advice });
}

async function lockRow({ tx }: Context, organizationId: string) {
  const [row] = await tx
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId))
    .for("update");
  return row;
}
