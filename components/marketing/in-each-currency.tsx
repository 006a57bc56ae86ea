import { Fragment, type ReactNode } from "react";
import { type Catalog, catalogIn, currenciesOf } from "@/lib/catalog";

type InEachCurrencyProps = { catalog: Catalog; children: (catalog: Catalog) => ReactNode };

/** Prices once per currency. A `CurrencySwitch` on the page shows one of them, by CSS alone. */
export function InEachCurrency({ catalog, children }: InEachCurrencyProps) {
  const currencies = currenciesOf(catalog);
  if (currencies.length === 1) return <Fragment>{children(catalog)}</Fragment>;
  return currencies.map((currency) => (
    <div key={currency} data-currency={currency}>
      {children(catalogIn(catalog, currency))}
    </div>
  ));
}

/** Hides what is in another currency than the chosen one. The currencies are the catalog's, so no class can name them. */
export function currencyStyle(catalog: Catalog): string {
  return currenciesOf(catalog)
    .map(
      (currency) =>
        `body:has([name=currency][value=${currency}]:checked) [data-currency]:not([data-currency=${currency}]){display:none}`,
    )
    .join("");
}
