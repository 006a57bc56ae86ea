import type Stripe from "stripe";
import type { Discounted, Off } from "./offs";
import { isMetered } from "./plan-of";

/** `taxShare`: how much of each charge is tax that the price includes, from 0 to 1. */
type Billed = { product: string; perMonth: number; charge: number; taxShare: number };

/**
 * What a subscription's items bring in a month, in minor units, by Stripe's prices and quantities: without metered use, taxes
 * and discounts for one invoice only. The definition is MRR's, the computation deliberately another one: each
 * item's charge, less its discounts, times its charges a month.
 * @param taxShares by item id, how much of each charge is tax that the price includes.
 * @param now Unix seconds.
 */
export function monthlyAmount(
  items: readonly Stripe.SubscriptionItem[],
  { own, ofItems, common }: Discounted,
  taxShares: ReadonlyMap<string, number>,
  currency: string,
  now: number,
): number {
  const billed = items.flatMap((item): Billed[] => {
    if (isMetered(item.price)) return [];
    const { product } = item.price;
    const line = {
      product: typeof product === "string" ? product : product.id,
      perMonth: chargesAMonth(item.price),
      charge: chargeFor(item.price, item.quantity ?? 1, currency),
      taxShare: taxShares.get(item.id) ?? 0,
    };
    return running(ofItems.get(item.id) ?? [], now).reduce((lines, off) => less(lines, off), [line]);
  });
  const ofAll = running(own, now);
  const discounts = ofAll.length > 0 ? ofAll : running(common, now);
  const net = discounts.reduce((lines, off) => less(lines, off), billed);
  return Math.round(
    net.reduce((total, { charge, perMonth, taxShare }) => total + charge * (1 - taxShare) * perMonth, 0),
  );
}

const running = (offs: readonly Off[], now: number) =>
  offs.filter(({ until, once }) => !once && (until === null || until > now));

/** A percentage of each charge, or an amount that is used up from the first one on. */
function less(lines: readonly Billed[], { percent, amount, products }: Off): Billed[] {
  let left = amount;
  return lines.map((line) => {
    if (products && !products.includes(line.product)) return line;
    if (percent !== null) return { ...line, charge: line.charge * (1 - percent / 100) };
    const taken = Math.min(left, line.charge);
    left -= taken;
    return { ...line, charge: line.charge - taken };
  });
}

/** A week is 12/52 of a month, a day 12/365. */
function chargesAMonth({ id, recurring }: Stripe.Price): number {
  switch (recurring?.interval) {
    case "month":
      return 1 / recurring.interval_count;
    case "year":
      return 1 / (12 * recurring.interval_count);
    case "week":
      return 52 / 12 / recurring.interval_count;
    case "day":
      return 365 / 12 / recurring.interval_count;
    default:
      throw new Error(`The price ${id} of a subscription isn't recurring.`);
  }
}

type Amounts = Pick<Stripe.Price, "unit_amount" | "unit_amount_decimal"> & { tiers?: Stripe.Price.Tier[] };

/** What a quantity costs per charge, in minor units before rounding. */
function chargeFor(price: Stripe.Price, quantity: number, currency: string): number {
  const option = price.currency === currency ? undefined : price.currency_options?.[currency];
  const amounts: Amounts = option ?? price;
  const { divide_by, round } = price.transform_quantity ?? { divide_by: 1, round: "up" };
  const units = round === "up" ? Math.ceil(quantity / divide_by) : Math.floor(quantity / divide_by);
  const tiers = amounts.tiers ?? [];
  if (tiers.length === 0) return units * exact(amounts.unit_amount, amounts.unit_amount_decimal);
  if (price.tiers_mode === "volume") {
    const tier = tiers.find(({ up_to }) => up_to === null || up_to >= units);
    return tier && units > 0 ? inTier(tier, units) : 0;
  }
  return tiers.reduce((total, tier, index) => {
    const from = tiers[index - 1]?.up_to ?? 0;
    const within = Math.min(units, tier.up_to ?? units) - from;
    return within > 0 ? total + inTier(tier, within) : total;
  }, 0);
}

const inTier = (tier: Stripe.Price.Tier, units: number): number =>
  units * exact(tier.unit_amount, tier.unit_amount_decimal) + exact(tier.flat_amount, tier.flat_amount_decimal);

const exact = (whole: number | null, decimal: Stripe.Decimal | null): number =>
  whole ?? (decimal === null ? 0 : Number(decimal.toString()));
