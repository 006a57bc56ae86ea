import type { Catalog, Price } from "@/lib/catalog";

/** The catalog with euro prices besides its own: nine euros for ten dollars. */
export function withEuros(catalog: Catalog): Catalog {
  const inEuros = (price: Price): Price => ({ ...price, currency: "eur", unitAmount: (price.unitAmount * 9) / 10 });
  const priced = <Item extends { prices: Price[] }>(item: Item): Item => ({
    ...item,
    prices: [...item.prices, ...item.prices.map(inEuros)],
  });
  return {
    ...catalog,
    plans: catalog.plans.map((plan) => ({
      ...priced(plan),
      overage: Object.fromEntries(
        Object.entries(plan.overage).map(([meter, overage]) => [
          meter,
          { ...overage, otherCurrencies: { eur: (overage.unitAmount * 9) / 10 } },
        ]),
      ),
    })),
    addOns: catalog.addOns.map(priced),
  };
}
