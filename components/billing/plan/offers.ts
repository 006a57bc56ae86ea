import {
  amountOfOne,
  type Catalog,
  currentPrice,
  type Interval,
  isFreeOfCharge,
  limitPhrase,
  type Plan,
  plansByRank,
} from "@/lib/catalog";
import { formatPrice } from "@/lib/money";

/** A plan as the chooser shows it, with formatted amounts. */
export type Offer = {
  key: string;
  name: string;
  tagline: string;
  highlighted: boolean;
  points: string[];
  prices: Partial<Record<Interval, OfferPrice>>;
};

type OfferPrice = {
  perMonth: string;
  billed: string;
  /** "Save $238.80 a year", beside monthly billing. */
  saved?: string;
};

/** The paid plans, lowest first. */
export function offersOf(catalog: Catalog): Offer[] {
  return plansByRank(catalog)
    .map((plan) => ({
      key: plan.key,
      name: plan.name,
      tagline: plan.tagline,
      highlighted: plan.highlighted,
      points: catalog.meters.flatMap((meter) => limitPhrase(catalog, plan, meter.key) ?? []),
      prices: { ...offer(catalog, plan, "month"), ...offer(catalog, plan, "year") },
    }))
    .filter(({ prices }) => Object.keys(prices).length > 0);
}

function offer(catalog: Catalog, plan: Plan, interval: Interval): Offer["prices"] {
  const price = currentPrice(catalog, plan, interval);
  if (!price || isFreeOfCharge(price)) return {};
  const { currency } = price;
  const unitAmount = amountOfOne(price);
  if (interval === "month") {
    return { month: { perMonth: formatPrice({ amount: unitAmount, currency }), billed: "billed monthly" } };
  }
  const perMonth = formatPrice({ amount: Math.round(unitAmount / 12), currency });
  const monthly = currentPrice(catalog, plan, "month");
  const amount = monthly ? 12 * amountOfOne(monthly) - unitAmount : 0;
  const billed = `${formatPrice({ amount: unitAmount, currency })} billed annually`;
  return {
    year: { perMonth, billed, ...(amount > 0 ? { saved: `Save ${formatPrice({ amount, currency })} a year` } : {}) },
  };
}
