import "server-only";
import type Stripe from "stripe";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { comingPhases, schedulesExactly } from "../mirror/managed-schedule";
import { phaseItems } from "../mirror/schedule-mirror";
import { priceIdsOf } from "../stripe/price-ids";
import { attachedSchedule } from "./current-subscription";
import type { LineItem } from "./line-items";
import { switchesInterval } from "./new-cycle";
import { type OpenChange, openForSystem } from "./open-change";
import { hasOtherSettings, laterItems } from "./phase-params";
import { writeSchedule } from "./write-schedule";

/**
 * Writes the change that a customer scheduled again, after a person changed the subscription's items, or how it's paid, in Stripe: a phase lists
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
  const { subscription, current, budget } = open;
  const plan = current.items.find(({ kind }) => kind === "plan");
  const later = scheduled.items.map((item) =>
    item.kind === "plan" && plan && sellsSeats(item) === sellsSeats(plan) ? { ...item, quantity: plan.quantity } : item,
  );
  const items = laterItems(open, later, await priceIdsOf(budget, later, current.priceIds));
  const begins = comingPhases(schedule)[0]?.billing_cycle_anchor === "phase_start";
  const isWhole = begins || !switchesInterval(current.items, later);
  if (isWhole && schedulesExactly(schedule, items) && !hasOtherSettings(subscription, schedule)) return;
  await writeSchedule(open, later);
  const { organizationId } = ctx;
  const action = "billing.schedule_refreshed";
  await recordAudit(ctx, { organizationId, action, subject: subscription.id, details: { at: scheduled.at } });
  const { customer } = subscription;
  const customerId = typeof customer === "string" ? customer : customer.id;
  await sendJob(ctx, "sync-customer", { customerId }, customerId);
}

const sellsSeats = ({ itemKey }: Pick<LineItem, "itemKey">): boolean =>
  catalog.plans.some(({ key, perSeat }) => key === itemKey && perSeat !== undefined);

/** What was for sale when the customer scheduled it may not be any more. */
function withScheduledPrices(open: OpenChange, schedule: Stripe.SubscriptionSchedule): OpenChange {
  const prices = comingPhases(schedule)
    .flatMap(phaseItems)
    .map(({ price }): [string, string] => [price.lookup_key ?? price.id, price.id]);
  return { ...open, current: { ...open.current, priceIds: new Map([...prices, ...open.current.priceIds]) } };
}
