import "server-only";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { attachedSchedule, isBehind } from "../change/current-subscription";
import { lockedChange } from "../change/open-change";
import { scheduledItems, writeSchedule } from "../change/write-schedule";
import { leadsTo } from "../mirror/managed-schedule";

/**
 * Brings a change that the customer scheduled in line with what a person arranged in Stripe since: when it takes effect,
 * it would otherwise remove a custom item and reset a quantity. Does nothing when there is nothing to bring in line.
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
  if (schedule && leadsTo(schedule, await scheduledItems(open, later))) return;
  await writeSchedule(open, later);
}
