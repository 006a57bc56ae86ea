import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import type { Difference } from "../compare/differences";
import { isOfCatalog, type ListedCustomer } from "../compare/expected";
import { adviceFor } from "../mismatches/advice";
import { recordMismatch } from "../mismatches/record-mismatch";
import { verifyCustomer } from "./verify-customer";

type Input = ListedCustomer & { reconciliationId: string | null };

/**
 * Handles a Stripe customer that no organization is linked to. Without a plan of ours it is ignored. If its metadata names an
 * organization that has no customer yet, the two are linked. Anything else needs review.
 */
export async function adoptCustomer(ctx: Context, { customer, subscriptions: live, reconciliationId }: Input) {
  const [ours] = live.filter((subscription) => isOfCatalog(catalog, subscription));
  if (!ours) return checkLink(ctx, { customer, subscriptions: live, reconciliationId });
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
  const advice = row ? adviceFor.otherCustomer : adviceFor.unlinked;
  await recordMismatch(ctx, { ...common, ...difference, outcome: "needs_person", advice });
}

/** A customer without a plan of ours may still name an organization, and be charged for something else. */
async function checkLink(ctx: Context, { customer, subscriptions: live, reconciliationId }: Input): Promise<void> {
  const named = z.uuid().safeParse(customer.metadata.organization_id);
  if (!named.success) return;
  const row = await lockRow(ctx, named.data);
  if (!row && live.length === 0) return;
  await recordMismatch(ctx, {
    kind: "link",
    subject: customer.id,
    here: { stripeCustomerId: row?.stripeCustomerId ?? null },
    there: { organizationId: named.data, liveSubscriptions: live.length },
    customerId: customer.id,
    organizationId: row?.organizationId ?? null,
    reconciliationId,
    outcome: "needs_person",
    advice: row ? adviceFor.unlinkedName : adviceFor.unknownName,
  });
}

async function lockRow({ tx }: Context, organizationId: string) {
  const [row] = await tx
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId))
    .for("update");
  return row;
}
