import "server-only";
import { sql } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import { catalog, type Plan } from "@/lib/catalog";
import type { Context, TenantContext } from "@/lib/context";
import { sendJob, sendJobs } from "@/lib/jobs";
import { type OpenChange, openForSystem } from "../change/open-change";
import { seatLevels } from "./seat-levels";
import { seatQuantity } from "./seat-quantity";

/**
 * Finds the organizations that have more or fewer seats than they pay for, and sends a job for each. It runs every few minutes
 * rather than with each change: somebody who is added and removed meanwhile costs nothing, and a team that is set up is one change.
 */
export async function findChangedSeats(ctx: Context): Promise<number> {
  const plans = catalog.plans.flatMap(({ key, perSeat }) => (perSeat ? [{ plan: key, ...perSeat }] : []));
  if (plans.length === 0) return 0;
  const sold = JSON.stringify(plans.map(({ plan, meter, minimum }) => ({ plan, meter, minimum })));
  const rows = await ctx.tx.execute<{ id: string }>(sql`
    select i.organization_id as id
    from jsonb_to_recordset(${sold}::text::jsonb) as sold (plan text, meter text, minimum integer)
    join subscription_items i on i.kind = 'plan' and i.item_key = sold.plan and i.lookup_key is not null
    join subscriptions s on s.organization_id = i.organization_id and s.status in ('active', 'trialing')
    left join gauges g on g.organization_id = i.organization_id and g.meter = sold.meter
    where i.quantity <> greatest(sold.minimum, coalesce(g.level, 0))`);
  await sendJobs(
    ctx,
    "follow-seats",
    rows.map(({ id }) => ({ input: { organizationId: id }, key: id })),
  );
  return rows.length;
}

/**
 * Sets the quantity of a plan that is sold by the seat to the seats there are. A quantity that a person set in Stripe stays: it is
 * another one than the subscription's metadata says. Nothing changes while a payment is overdue or a change awaits payment; the next
 * run tries again. Safe to run twice.
 *
 * @throws GatehouseError `unavailable` when Stripe is down; the job is retried.
 */
export async function followSeats(ctx: TenantContext): Promise<void> {
  const open = await openForSystem(ctx);
  const [item] = open?.current.items.filter(({ kind }) => kind === "plan") ?? [];
  const plan = catalog.plans.find(({ key }) => key === item?.itemKey);
  if (!open || !item || item.custom || !plan?.perSeat) return;
  const seats = seatQuantity(plan, await seatLevels(ctx));
  if (seats === undefined || seats === item.quantity || !mayFollow(open, item.quantity)) return;
  const { budget, subscription } = open;
  await budget.call((stripe) =>
    stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.stripeItemId, quantity: seats }],
      metadata: seatMetadata(plan, seats),
      // On the next invoice, however often seats change until then: an invoice for each would be a payment for each.
      proration_behavior: plan.perSeat?.change === "next_period" ? "none" : "create_prorations",
    }),
  );
  const { organizationId } = ctx;
  const details = { from: item.quantity, to: seats };
  await recordAudit(ctx, { organizationId, action: "billing.seats_followed", subject: subscription.id, details });
  const customerId = typeof subscription.customer === "string" ? subscription.customer : subscription.customer.id;
  await sendJob(ctx, "sync-customer", { customerId }, customerId);
}

function mayFollow({ subscription }: OpenChange, quantity: number | null): boolean {
  const { status, pending_update, pause_collection, metadata } = subscription;
  if ((status !== "active" && status !== "trialing") || pending_update !== null || pause_collection !== null)
    return false;
  return metadata[seatsKey] === undefined || metadata[seatsKey] === String(quantity);
}

const seatsKey = "seats";

/** What the subscription remembers of the quantity we set, to tell it from one that a person sets. */
export const seatMetadata = ({ perSeat }: Pick<Plan, "perSeat">, quantity: number | null | undefined) =>
  perSeat && quantity ? { [seatsKey]: String(quantity) } : undefined;
