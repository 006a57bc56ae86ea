import { z } from "zod";
import { smallestAmount } from "@/lib/money";
import { catalogIn, catalogPrices, currenciesOf, currentPrice } from "./lookup";
import { type AddOn, type Catalog, type CatalogInput, catalogSchema, type Plan, type Price } from "./types";

/**
 * Checks a catalog at start: its shape, and that it defines every name it uses.
 *
 * @throws Error that lists every fault with its path, so that a typo is found at start.
 */
export function defineCatalog(input: CatalogInput): Catalog {
  const parsed = catalogSchema
    .superRefine((catalog, issues) => {
      for (const { path, message } of faults(catalog)) issues.addIssue({ code: "custom", path: [...path], message });
    })
    .safeParse(input);
  if (!parsed.success) {
    throw new Error(`The catalog "${input.product}" is invalid:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

type Fault = { path: readonly (string | number)[]; message: string };

function faults(catalog: Catalog): Fault[] {
  return [
    ...twice(catalog),
    ...unknownNames(catalog),
    ...missingLimits(catalog),
    ...lookupKeysTwice(catalog),
    ...unsoundRates(catalog),
    ...unsoundSeats(catalog),
    ...pricesOutOfStep(catalog),
    ...pricesMissingInCurrency(catalog),
  ];
}

function twice(catalog: Catalog): Fault[] {
  const lists = { features: catalog.features, meters: catalog.meters, plans: catalog.plans, addOns: catalog.addOns };
  return Object.entries(lists).flatMap(([list, items]) =>
    items.flatMap((item, index) =>
      items.findIndex((other) => other.key === item.key) < index
        ? [{ path: [list, index, "key"], message: `"${item.key}" is defined twice` }]
        : [],
    ),
  );
}

function unknownNames(catalog: Catalog): Fault[] {
  const features = new Set(catalog.features.map((feature) => feature.key));
  const meters = new Set(catalog.meters.map((meter) => meter.key));
  const counters = new Set(catalog.meters.filter(({ kind }) => kind === "counter").map((meter) => meter.key));
  const plans = new Set(catalog.plans.map((plan) => plan.key));
  const check = (known: Set<string>, name: string, path: Fault["path"]) =>
    known.has(name) ? [] : [{ path, message: `"${name}" is not defined; known: ${[...known].join(", ")}` }];
  return [
    ...catalog.plans.flatMap((plan, index) => [
      ...plan.features.flatMap((name) => check(features, name, ["plans", index, "features"])),
      ...Object.keys(plan.limits).flatMap((name) => check(meters, name, ["plans", index, "limits"])),
      ...Object.keys(plan.overage).flatMap((name) => check(meters, name, ["plans", index, "overage"])),
      ...plan.credits.flatMap(({ meter }) => check(counters, meter, ["plans", index, "credits"])),
    ]),
    ...catalog.addOns.flatMap((addOn, index) => check(meters, addOn.meter, ["addOns", index, "meter"])),
    ...check(plans, catalog.trial.defaultPlan, ["trial", "defaultPlan"]),
    ...(catalog.trial.fallback === "read_only" ? [] : check(plans, catalog.trial.fallback.plan, ["trial", "fallback"])),
    ...catalog.copy.matrix.flatMap((group, index) =>
      group.rows.flatMap(({ from }, row) => {
        const path = ["copy", "matrix", index, "rows", row];
        if ("meter" in from) return check(meters, from.meter, path);
        if ("feature" in from) return check(features, from.feature, path);
        return Object.keys(from.text).flatMap((name) => check(plans, name, path));
      }),
    ),
  ];
}

function missingLimits(catalog: Catalog): Fault[] {
  return catalog.plans.flatMap((plan, index) =>
    catalog.meters
      .filter((meter) => plan.limits[meter.key] === undefined)
      .map((meter) => ({ path: ["plans", index, "limits"], message: `has no limit for the meter "${meter.key}"` })),
  );
}

/** Two prices with the same lookup key: a version twice, or an add-on with the key of a plan. Stripe would keep only one. */
function lookupKeysTwice(catalog: Catalog): Fault[] {
  const keys = catalogPrices(catalog).map((entry) => entry.lookupKey);
  const repeated = new Set(keys.filter((key, index) => keys.indexOf(key) < index));
  return [...repeated].map((key) => ({ path: [], message: `two prices have the lookup key "${key}"` }));
}

/** A customer pays for everything in one currency, so whatever is sold in one has to be sold in each. */
function pricesMissingInCurrency(catalog: Catalog): Fault[] {
  const [own, ...others] = currenciesOf(catalog);
  const missing = priced(catalog).flatMap(({ list, index, item }) =>
    (["month", "year"] as const)
      .filter((interval) => currentPrice(catalog, item, interval))
      .flatMap((interval) =>
        others
          .filter((currency) => !currentPrice(catalogIn(catalog, currency), item, interval))
          .map((currency) => ({
            path: [list, index, "prices"],
            message: `has a price per ${interval} in ${own}, but none in ${currency}`,
          })),
      ),
  );
  const overages = catalog.plans.flatMap(({ overage }, index) =>
    Object.entries(overage).flatMap(([meter, { otherCurrencies }]) =>
      others
        .filter((currency) => otherCurrencies?.[currency] === undefined)
        .map((currency) => ({
          path: ["plans", index, "overage", meter],
          message: `has no amount in ${currency} (otherCurrencies)`,
        })),
    ),
  );
  return [...missing, ...overages];
}

function unsoundSeats({ plans, meters }: Catalog): Fault[] {
  return plans.flatMap(({ perSeat, limits }, index) => {
    if (!perSeat) return [];
    const isGauge = meters.some(({ key, kind }) => key === perSeat.meter && kind === "gauge");
    const messages = [
      ...(isGauge ? [] : [`"${perSeat.meter}" is no gauge, so it can't count seats`]),
      ...(limits[perSeat.meter] === "unlimited" ? [] : ["seats are paid one by one, so their limit is unlimited"]),
    ];
    return messages.map((message) => ({ path: ["plans", index, "perSeat"], message }));
  });
}

type PricedList = { list: "plans" | "addOns"; index: number; item: Plan | AddOn };

const priced = ({ plans, addOns }: Catalog): PricedList[] => [
  ...plans.map((item, index) => ({ list: "plans" as const, index, item })),
  ...addOns.map((item, index) => ({ list: "addOns" as const, index, item })),
];

/** What Stripe refuses when the price is published. */
function unsoundRates(catalog: Catalog): Fault[] {
  const ofPrices = priced(catalog).flatMap(({ list, index, item }) =>
    item.prices.flatMap((price, at) =>
      [...rateFaults(price), ...amountFaults(price, price.currency)].map((message) => ({
        path: [list, index, "prices", at],
        message,
      })),
    ),
  );
  const ofOverage = catalog.plans.flatMap((plan, index) =>
    Object.entries(plan.overage).flatMap(([meter, { per, otherCurrencies = {}, ...overage }]) => {
      const path = ["plans", index, "overage", meter];
      const others = Object.entries(otherCurrencies).flatMap(([currency, other]) =>
        Array.isArray(other) === (overage.tiers !== undefined)
          ? tierFaults(Array.isArray(other) ? other : undefined)
          : [`the price in ${currency} is of another kind than its own`],
      );
      const tiers = [overage.tiers, ...Object.values(otherCurrencies)].filter(Array.isArray);
      const always = tiers.some(([first]) => first?.flatAmount)
        ? ["a flat amount in the first tier would be charged even without overage"]
        : [];
      const messages = [...always, ...rateFaults({ ...overage, packageSize: per === 1 ? undefined : per }), ...others];
      return messages.map((message) => ({ path, message }));
    }),
  );
  return [...ofPrices, ...ofOverage];
}

type CatalogRate = Pick<Price, "unitAmount" | "tiers" | "tiersMode" | "packageSize" | "packageRounding">;

function rateFaults({ unitAmount, tiers, tiersMode, packageSize, packageRounding }: CatalogRate): string[] {
  return [
    ...(tiers && unitAmount !== 0 ? ["a price with tiers has the unitAmount 0"] : []),
    ...((tiers === undefined) === (tiersMode === undefined) ? [] : ["tiers and tiersMode come together"]),
    ...(tiers && packageSize !== undefined ? ["Stripe doesn't combine packages with tiers"] : []),
    ...(packageRounding !== undefined && packageSize === undefined ? ["packageRounding is for a packageSize"] : []),
    ...tierFaults(tiers),
  ];
}

/** Stripe refuses amounts of three decimals unless the last one is 0 (docs.stripe.com/currencies#three-decimal). */
function amountFaults({ unitAmount, tiers = [] }: Pick<Price, "unitAmount" | "tiers">, currency: string): string[] {
  const whole = [unitAmount, ...tiers.flatMap((tier) => [tier.unitAmount, tier.flatAmount])].filter(Number.isInteger);
  return whole.every((amount) => amount % smallestAmount(currency) === 0)
    ? []
    : [`amounts in ${currency} end in 0, because Stripe takes two of its three decimals`];
}

function tierFaults(tiers: Price["tiers"] = []): string[] {
  const bounds = tiers.map(({ upTo }) => upTo);
  const rising = bounds.every((upTo, index) => {
    const before = bounds[index - 1];
    return index === 0 || (before !== null && before !== undefined && (upTo === null || upTo > before));
  });
  return [
    ...(rising ? [] : ["tiers begin with the smallest, and only the last has no end"]),
    ...(tiers.length > 0 && bounds.at(-1) !== null ? ["the last tier has upTo null"] : []),
  ];
}

/** In every version, a year must cost 12 months less the annual discount, so that no page promises something else. */
function pricesOutOfStep(catalog: Catalog): Fault[] {
  return priced(catalog).flatMap(({ list, index, item }) =>
    item.prices
      .filter((price) => price.interval === "year")
      .flatMap((year) => {
        const month = item.prices.find(
          (price) => price.interval === "month" && price.version === year.version && price.currency === year.currency,
        );
        const due = month && yearOf(month, catalog.annualDiscountPercent);
        const [wanted, actual] = [due && amountsOf(due), amountsOf(year)];
        return wanted?.join() === actual.join()
          ? []
          : [
              {
                path: [list, index, "prices"],
                message: `the year of version ${year.version} should cost ${wanted?.join(", ") ?? "12 times a monthly price"}, not ${actual.join(", ")}`,
              },
            ];
      }),
  );
}

/** The amounts of twelve months less the discount, whole where the monthly ones are. */
function yearOf(month: Price, discountPercent: number): Price {
  const ofYear = (amount: number) => {
    const exact = amount * 12 * (1 - discountPercent / 100);
    return Number.isInteger(amount) ? Math.round(exact) : Number(exact.toFixed(10));
  };
  const tiers = month.tiers?.map((tier) => ({
    ...tier,
    unitAmount: ofYear(tier.unitAmount),
    flatAmount: ofYear(tier.flatAmount),
  }));
  return { ...month, unitAmount: ofYear(month.unitAmount), ...(tiers ? { tiers } : {}) };
}

/** What decides about a price's amount: its own, or each tier's with where it ends. */
const amountsOf = ({ unitAmount, tiers, tiersMode, packageSize }: Price) => [
  ...(tiers?.map((tier) => `${tier.unitAmount} + ${tier.flatAmount} up to ${tier.upTo}`) ?? [unitAmount]),
  ...(tiersMode ? [tiersMode] : []),
  ...(packageSize ? [`per ${packageSize}`] : []),
];
