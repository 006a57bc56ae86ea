import "server-only";
import type Stripe from "stripe";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { comingPhases, leadsTo } from "../mirror/managed-schedule";
import { phaseItems } from "../mirror/schedule-mirror";
import { attachedSchedule } from "./current-subscription";
import { type OpenChange, openForSystem } from "./open-change";
import { hasOtherSettings } from "./schedule-behind";
import { scheduledItems, writeSchedule } from "./write-schedule";

/**
 * Writes the change that a customer scheduled again, after a person changed the subscription's items in Stripe: a phase lists
 * all items, so it would drop what they added and bring back what they removed. Does nothing when the phase is right, or is no
 * longer ours.
 *
 * @throws GatehouseError `unavailable` when Stripe is down; the job is retried.
 */
export async function refreshSchedule(ctx: TenantContext): Promise<void> {
  const found = await openForSystem(ctx);
  const scheduled = found?.current.scheduled;
  const schedule = found && attachedSchedule(found.subscription);
  if (!found || !scheduled || !schedule) return;
  const open = withScheduledPrices(found, schedule);
  const { subscription, current } = open;
  const plan = current.items.find(({ kind }) => kind === "plan");
  const later = scheduled.items.map((item) =>
    item.kind === "plan" && plan ? { ...item, quantity: plan.quantity } : item,
  );
  // Writing what is already there would cause an event, which would cause a sync, which would cause this job.
  if (leadsTo(schedule, await scheduledItems(open, later)) && !hasOtherSettings(subscription, schedule)) return;
  await writeSchedule(open, later);
  const { organizationId } = ctx;
  const action = "billing.schedule_refreshed";
  await recordAudit(ctx, { organizationId, action, subject: subscription.id, details: { at: scheduled.at } });
  const { customer } = subscription;
  const customerId = typeof customer === "string" ? customer : customer.id;
  await sendJob(ctx, "sync-customer", { customerId }, customerId);
}

/** What was for sale when the customer scheduled it may not be any more. */
function withScheduledPrices(open: OpenChange, schedule: Stripe.SubscriptionSchedule): OpenChange {
  const prices = comingPhases(schedule)
    .flatMap(phaseItems)
    .map(({ price }): [string, string] => [price.lookup_key ?? price.id, price.id]);
  return { ...open, current: { ...open.current, priceIds: new Map([...prices, ...open.current.priceIds]) } };
}
