import { z } from "zod";
import { catalogIn, catalogPrices, currenciesOf, currentPrice } from "./lookup";
import { type Catalog, type CatalogInput, catalogSchema } from "./types";

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
  const lists = { plans: catalog.plans, addOns: catalog.addOns };
  const missing = Object.entries(lists).flatMap(([list, items]) =>
    items.flatMap((item, index) =>
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

/** In every version, a year must cost 12 months less the annual discount, so that no page promises something else. */
function pricesOutOfStep(catalog: Catalog): Fault[] {
  const part = 1 - catalog.annualDiscountPercent / 100;
  const lists = { plans: catalog.plans, addOns: catalog.addOns };
  return Object.entries(lists).flatMap(([list, items]) =>
    items.flatMap((item, index) =>
      item.prices
        .filter((price) => price.interval === "year")
        .flatMap((year) => {
          const month = item.prices.find(
            (price) => price.interval === "month" && price.version === year.version && price.currency === year.currency,
          );
          const due = month && Math.round(month.unitAmount * 12 * part);
          return due === year.unitAmount
            ? []
            : [
                {
                  path: [list, index, "prices"],
                  message: `the year of version ${year.version} should cost ${due ?? "12 times a monthly price"}, not ${year.unitAmount}`,
                },
              ];
        }),
    ),
  );
}
