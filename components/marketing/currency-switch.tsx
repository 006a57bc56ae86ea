"use client";

import { useEffect, useRef } from "react";
import { currencyCookie, preferredCurrency } from "./preferred-currency";

/**
 * The currencies to see prices in, as radio buttons. The choice is kept in a cookie and goes with the trial's link; before the
 * first one, the browser's own region decides. The page stays static: it holds the prices in every currency.
 */
export function CurrencySwitch({ currencies }: { currencies: readonly [string, ...string[]] }) {
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const radio = preferredCurrency(currencies, document.cookie, navigator.languages);
    if (radio !== currencies[0]) group.current?.querySelector<HTMLInputElement>(`[value=${radio}]`)?.click();
  }, [currencies]);
  return (
    <fieldset ref={group} className="inline-flex h-fit w-fit rounded-lg border bg-muted p-1">
      <legend className="sr-only">Currency</legend>
      {currencies.map((currency) => (
        <label
          key={currency}
          className="relative flex items-center justify-center rounded-md px-4 py-2 font-medium text-muted-foreground text-sm uppercase transition-colors has-checked:bg-card dark:has-checked:bg-accent has-focus-visible:outline-2 has-checked:text-foreground has-focus-visible:outline-ring has-checked:shadow-raised"
        >
          <input
            type="radio"
            name="currency"
            value={currency}
            defaultChecked={currency === currencies[0]}
            onChange={() => rememberCurrency(currency)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {currency}
        </label>
      ))}
    </fieldset>
  );
}

/** For a year. */
function rememberCurrency(currency: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers.
  document.cookie = `${currencyCookie}=${currency}; Path=/; Max-Age=31536000; SameSite=Lax`;
}
