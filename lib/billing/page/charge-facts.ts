import type { discounts, otherSubscriptions, ScheduledPhase, scheduledChanges, subscriptionItems } from "@/db/schema";
import type { SubscriptionRow } from "../mirror/subscription-row";
import { type ChargeDiscount, type ChargeFacts, type ChargeLine, isRenewal, renewalOf } from "./next-charge";

type Item = typeof subscriptionItems.$inferSelect;
type Discount = typeof discounts.$inferSelect;

/** What the mirror holds about a subscription. */
export type MirroredSubscription = {
  row: SubscriptionRow;
  items: readonly Item[];
  discounts: readonly Discount[];
  scheduled: typeof scheduledChanges.$inferSelect | null;
  others: readonly (typeof otherSubscriptions.$inferSelect)[];
  /** Whether the newest invoice that was charged for it had tax. */
  taxed: boolean;
};

/**
 * What the next invoice is made of. Null when there is none, and when the mirror doesn't hold all of it: no amount is better
 * than a wrong one.
 */
export function chargeFacts(mirrored: MirroredSubscription): ChargeFacts | null {
  const { row, items, others } = mirrored;
  const at = renewsAt(mirrored);
  if (at === null || row.currency === null || row.customerBalance === null || row.pendingAmount === null) return null;
  // Which of two subscriptions uses the credit, or bills what waits, depends on which is invoiced first.
  if (others.length > 0 && (row.customerBalance !== 0 || row.pendingAmount !== 0)) return null;
  const renewing = items.filter(({ currentPeriodEnd }) => currentPeriodEnd?.getTime() === at.getTime());
  const billed = billedAt(mirrored, renewing, at);
  const [first] = billed?.items ?? [];
  if (!billed || !first) return null;
  const { currency } = row;
  const { interval, intervalCount } = first;
  const alike = billed.items.every((item) => item.interval === interval && item.intervalCount === intervalCount);
  const facts: ChargeFacts = {
    currency,
    interval,
    intervalCount,
    anchorAt: billed.newCycle ? at : (row.anchorAt ?? at),
    at,
    lines: billed.items,
    discounts: billed.discounts,
    customerDiscounts: billed.customerDiscounts,
    pending: row.pendingAmount,
    balance: row.customerBalance,
    plusUsage: row.status !== "trialing" && renewing.some(({ metered }) => metered),
    plusTax: mirrored.taxed && items.every(({ includedTaxPercent }) => includedTaxPercent === 0),
    recurs: billed.recurs && alike && renewing.length === items.length && row.cancelAt === null,
  };
  const isWhole = row.cancelAt === null || (alike && row.cancelAt >= renewalOf(facts, 1));
  return isWhole && isKnown(facts, mirrored) ? facts : null;
}

/** When the first item renews; null if nothing is charged then. */
function renewsAt({ row, items }: MirroredSubscription): Date | null {
  const ends = items.map(({ currentPeriodEnd }) => currentPeriodEnd);
  if (ends.length === 0 || ends.includes(null)) return null;
  const at = new Date(Math.min(...ends.map((end) => end?.getTime() ?? 0)));
  if (row.cancelAt !== null && row.cancelAt <= at) return null;
  switch (row.status) {
    case "active":
      return at;
    case "past_due":
      // After three failures Stripe may have stopped retrying; the later invoices of the subscription then stay drafts.
      return row.failedPayments >= 3 ? null : at;
    case "paused":
      return row.resumesAt !== null && row.resumesAt <= at ? at : null;
    case "trialing":
      // Without a card Stripe may cancel or pause instead, as the subscription's settings say.
      return row.cardLast4 !== null || row.collectionMethod === "send_invoice" ? at : null;
    default:
      return null;
  }
}

type Billed = Pick<ChargeFacts, "discounts" | "customerDiscounts"> & {
  items: readonly BilledItem[];
  /** Whether a new billing cycle begins. */
  newCycle: boolean;
  recurs: boolean;
};
type BilledItem = ChargeLine & Pick<Item, "interval" | "intervalCount">;

/** What is billed at `at`: the items that renew, or those of the schedule's phase that begins then. */
function billedAt(mirrored: MirroredSubscription, renewing: readonly Item[], at: Date): Billed | null {
  const { items, discounts: given, scheduled } = mirrored;
  const of = (scope: Discount["scope"]) => given.filter((discount) => discount.scope === scope);
  const customerDiscounts = of("customer");
  const [phase, ...later] = (scheduled?.phases ?? []).filter(({ startsAt }) => new Date(startsAt) <= at);
  if (!phase) {
    const lines = renewing.map(({ stripeItemId, recurringAmount, stripeProductId, interval, intervalCount }) => ({
      amount: recurringAmount,
      product: stripeProductId,
      discounts: of("item").filter((discount) => discount.stripeItemId === stripeItemId),
      interval,
      intervalCount,
    }));
    const recurs = scheduled === null;
    return { items: lines, discounts: of("subscription"), customerDiscounts, newCycle: false, recurs };
  }
  // A phase that begins within a period is prorated, and one that doesn't begin with all items renews only some of them.
  const begins = new Date(phase.startsAt).getTime() === at.getTime();
  if (!begins || later.length > 0 || renewing.length < items.length) return null;
  const known = phaseDiscounts(phase, given);
  const newCycle = phase.newCycle === true;
  const anchorAt = mirrored.row.anchorAt ?? at;
  const isSame = (a: BilledItem) => (b: Item) => a.interval === b.interval && a.intervalCount === b.intervalCount;
  const isWhole = known?.items.every(
    (item) => newCycle || renewing.some(isSame(item)) || isRenewal(anchorAt, at, item),
  );
  return known && isWhole ? { ...known, customerDiscounts, newCycle, recurs: scheduled?.phases.length === 1 } : null;
}

/** A phase's items with their discounts; null if it has what isn't mirrored. */
function phaseDiscounts(phase: ScheduledPhase, given: readonly Discount[]): Pick<Billed, "items" | "discounts"> | null {
  if (phase.trialEndsAt !== null || phase.oneTime !== false || !phase.discounts) return null;
  const discounts = resolved(phase.discounts, phase, given);
  const items = phase.items.map((item): BilledItem | null => {
    const own = item.discounts && resolved(item.discounts, phase, given);
    if (!own || item.recurringAmount === null || item.stripeProductId === undefined) return null;
    const { recurringAmount: amount, stripeProductId: product, interval, intervalCount } = item;
    return { amount, product, discounts: own, interval, intervalCount };
  });
  const known = items.flatMap((item) => item ?? []);
  return discounts && known.length === items.length ? { items: known, discounts } : null;
}

/** The discounts with these ids, of the phase or as they are; null if one isn't mirrored, or is in another currency. */
function resolved(ids: readonly string[], phase: ScheduledPhase, given: readonly Discount[]): ChargeDiscount[] | null {
  const currency = phase.items[0]?.currency;
  const found = ids.map(
    (id) => newDiscount(id, phase) ?? given.find(({ stripeDiscountId }) => stripeDiscountId === id),
  );
  const known = found.flatMap((discount) =>
    discount && (discount.percentOff !== null || discount.currency === currency) ? [discount] : [],
  );
  return known.length === ids.length ? known : null;
}

function newDiscount(id: string, { newDiscounts = [] }: ScheduledPhase) {
  const found = newDiscounts.find((one) => one.id === id);
  return found && { ...found, endsAt: found.endsAt === null ? null : new Date(found.endsAt) };
}

/** Whether the mirror holds all there is to know about the discounts and the period. */
function isKnown({ discounts, customerDiscounts, at, currency }: ChargeFacts, mirrored: MirroredSubscription): boolean {
  const isReadable = ({ percentOff, amountOff, currency: of }: Discount) =>
    percentOff !== null || (amountOff !== null && of === currency);
  // Whether the customer's discount takes the place of one that ends before the renewal isn't documented.
  const isEnding = ({ endsAt }: ChargeDiscount) => endsAt !== null && endsAt <= at;
  const isReplaced = customerDiscounts.length > 0 && discounts.some(isEnding);
  // A first period that begins before the anchor is prorated.
  const isPartial = mirrored.row.anchorAt !== null && mirrored.row.anchorAt > at;
  return mirrored.discounts.every(isReadable) && !isReplaced && !isPartial;
}
