import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import { arrangedSchedule, readSubscription } from "../change/open-change";
import { stripeBudget } from "../stripe/stripe";

/**
 * Moves the end of a trial that runs at Stripe. Nothing is charged or prorated; the first invoice moves with it. The caller
 * syncs our row.
 *
 * @throws GatehouseError `conflict` when no trial runs there, or a person scheduled something; `unavailable` when Stripe is down.
 */
export async function moveStripeTrial({ tx, organizationId }: TenantContext, endsAt: Date): Promise<void> {
  const [row] = await tx
    .select({ id: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  const { id } = found(row, "organization");
  if (id === null) throw conflict("There is no trial in Stripe.");
  const budget = stripeBudget();
  const subscription = await readSubscription(budget, id);
  if (subscription.status !== "trialing")
    throw conflict("The trial in Stripe is over.", { status: subscription.status });
  if (arrangedSchedule(subscription)) {
    throw conflict("A schedule in Stripe decides this trial. Change it there.", { reason: "scheduled" });
  }
  const trial_end = Math.floor(endsAt.getTime() / 1000);
  await budget.call((stripe) => stripe.subscriptions.update(id, { trial_end, proration_behavior: "none" }));
}
