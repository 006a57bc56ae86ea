import { defineCatalog } from "@/lib/catalog/define";
import type { Catalog, Interval, Overage, Price } from "@/lib/catalog/types";
import { catalog as unison } from "@/products/unison/catalog";
import type { Pricing, Sale } from "./sales";

/** What a plan includes of each meter. */
export const included = 1_000;

/** The catalog that a sale is made from. Everything costs more in the other currency. */
export function catalogOf(product: string, { currency, foreign, plan, addOns, overage }: Sale): Catalog {
  const own = foreign ? (currency === "usd" ? "eur" : "usd") : currency;
  const others = foreign ? [currency] : [];
  const prices = (pricing: Pricing) =>
    [own, ...others].flatMap((each) =>
      (["month", "year"] as const).map((interval) =>
        priceOf(each === currency ? pricing : dearer(pricing), each, interval),
      ),
    );
  const meters = overage.map((_, index) => `m${index}`);
  const limits = Object.fromEntries([...meters, "seats"].map((key) => [key, included]));
  return defineCatalog({
    ...unison,
    product,
    currency: own,
    annualDiscountPercent: 0,
    retention: undefined,
    trial: { ...unison.trial, defaultPlan: "basic" },
    features: unison.features.slice(0, 1),
    meters: [
      ...meters.map((key) => ({ ...meter, key, kind: "counter" as const })),
      { ...meter, key: "seats", kind: "gauge" as const },
    ],
    plans: [
      {
        ...unison.plans[0],
        key: "basic",
        name: "Basic",
        tagline: "Basic",
        audience: "Everyone",
        rank: 1,
        highlights: [],
        features: [],
        limits,
        overage: Object.fromEntries(
          overage.map(({ pricing }, index): [string, Overage] => [
            `m${index}`,
            overagePrice(foreign ? dearer(pricing) : pricing, foreign ? { [currency]: pricing } : {}),
          ]),
        ),
        prices: prices(plan),
      },
    ],
    addOns: addOns.map(({ pricing }, index) => ({
      key: `a${index}`,
      name: `Add-on ${index}`,
      description: "More",
      meter: "seats",
      adds: 1,
      prices: prices(pricing),
    })),
    copy: { ...unison.copy, matrix: [{ group: "All", rows: [{ name: "Seats", from: { meter: "seats" } }] }] },
  });
}

const meter = { name: "Meter", unit: { one: "unit", other: "units" }, description: "Counted" };

const months = { month: 1, year: 12 } as const;

function priceOf(pricing: Pricing, currency: string, interval: Interval): Price {
  const times = months[interval];
  return { version: 1, interval, currency, ...rateOf(pricing, times), ...packagesOf(pricing) };
}

const packagesOf = (pricing: Pricing) =>
  pricing.model === "package" ? { packageSize: pricing.size, packageRounding: pricing.round } : {};

function rateOf(pricing: Pricing, times: number) {
  if (!("tiers" in pricing)) return { unitAmount: (pricing.each * times) / 100 };
  const tiers = pricing.tiers.map(({ upTo, each, flat }) => ({
    upTo,
    unitAmount: (each * times) / 100,
    flatAmount: flat * times,
  }));
  return { unitAmount: 0, tiers, tiersMode: pricing.model };
}

function overagePrice(pricing: Pricing, others: Record<string, Pricing>): Overage {
  const otherCurrencies = Object.fromEntries(
    Object.entries(others).map(([currency, each]) => {
      const { unitAmount, tiers } = { tiers: undefined, ...rateOf(each, 1) };
      return [currency, tiers ?? unitAmount];
    }),
  );
  return { ...rateOf(pricing, 1), otherCurrencies, per: pricing.model === "package" ? pricing.size : 1 };
}

/** Another price of the same kind. */
function dearer(pricing: Pricing): Pricing {
  if ("tiers" in pricing)
    return { ...pricing, tiers: pricing.tiers.map((tier) => ({ ...tier, each: tier.each + 1_000 })) };
  return { ...pricing, each: pricing.each + 1_000 };
}
