import "server-only";
import type Stripe from "stripe";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { attachedSchedule } from "../change/current-subscription";
import type { LineItem } from "../change/line-items";
import { lockedChange, type OpenChange } from "../change/open-change";
import { hasOtherSettings, isBehind } from "../change/schedule-behind";
import { scheduledItems, writeSchedule } from "../change/write-schedule";
import { leadsTo } from "../mirror/managed-schedule";

/**
 * Brings a change that the customer scheduled in line with what a person arranged in Stripe since: when it takes effect,
 * it would otherwise remove a custom item, or reset a quantity or how the plan is paid. Does nothing when there is nothing to bring in line.
 *
 * @throws GatehouseError `unavailable` when Stripe is down; the job is retried.
 */
export async function updateSchedule(ctx: TenantContext): Promise<void> {
  const open = await lockedChange(ctx);
  if (!open?.current.scheduled || !isBehind(catalog, open.subscription)) return;
  const { items, scheduled } = open.current;
  const plan = items.find(({ kind }) => kind === "plan");
  const later = scheduled.items.map((item) =>
    item.kind === "plan" && plan ? { ...item, quantity: plan.quantity } : item,
  );
  const schedule = attachedSchedule(open.subscription);
  // Writing what is already there would cause an event, which would cause a sync, which would cause this job.
  if (!schedule || (await isWritten(open, schedule, later))) return;
  await writeSchedule(open, later);
}

const isWritten = async (open: OpenChange, schedule: Stripe.SubscriptionSchedule, later: readonly LineItem[]) =>
  leadsTo(schedule, await scheduledItems(open, later)) && !hasOtherSettings(open.subscription, schedule);
