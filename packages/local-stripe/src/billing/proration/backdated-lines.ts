import { share } from "../../engine/decimal";
import { boundary, type Period, periodContaining, splitByCycle } from "../../engine/periods";
import { shareOfPeriod } from "../../engine/proration";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";
import { describePeriod } from "../invoices/describe";
import type { LineInput } from "../invoices/line";
import { baseLine } from "../invoices/period-lines";
import { anchoredCadence, cadenceOf, fullAmount, fullPeriodAt, type Item, isMetered } from "../periods/cadence";

type Subscription = PublicTables["subscription"];

/** "Backdating isn't supported when an invoice has more than 250 line items." */
const maxLines = 250;

/**
 * What an item costs from a backdated start up to its first current period. Flexible billing has one line per past
 * period. Classic billing has a single line, calculated in periods that begin at the start date
 * (docs.stripe.com/billing/subscriptions/backdating, "Billing mode considerations").
 */
export function backdatedLines(world: World, subscription: Subscription, item: Item): LineInput[] {
  const flexible = subscription.billing_mode.type === "flexible";
  const { start_date: start } = subscription;
  const toAnchor = !flexible && start < world.clock.now() && item.current_period_start === start;
  const past = { start, end: toAnchor ? item.current_period_end : item.current_period_start };
  if (isMetered(item.price) || past.start >= past.end) return [];
  const periods = flexible
    ? splitByCycle(subscription.billing_cycle_anchor, anchoredCadence(subscription, item.price), past)
    : [past];
  if (periods.length > maxLines)
    throw invalidRequest(
      "Backdating isn't supported when an invoice has more than 250 line items.",
      "backdate_start_date",
    );
  const quantity = item.quantity ?? 1;
  return periods.map((period) => ({
    ...baseLine(subscription, item, item.price, quantity, period),
    amount: flexible ? amountInCycle(subscription, item, period) : amountFromStart(item, period),
    description: describePeriod(world, item.price, quantity),
    proration: true,
  }));
}

function amountInCycle(subscription: Subscription, item: Item, period: Period): number {
  return shareOfPeriod(fullAmount(item), fullPeriodAt(subscription, item.price, period.start), period);
}

function amountFromStart(item: Item, { start, end }: Period): number {
  const cadence = cadenceOf(item.price);
  const last = periodContaining(start, cadence, end);
  let whole = 0;
  while (boundary(start, cadence, whole) < last.start) whole += 1;
  const full = fullAmount(item);
  return full * whole + share(full, end - last.start, last.end - last.start);
}
