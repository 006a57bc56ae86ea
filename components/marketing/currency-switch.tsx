"use client";

import { useEffect, useRef } from "react";

const stored = "gatehouse-currency";

/** The currencies to see prices in, as radio buttons. The choice is remembered in this browser, and goes with the trial's link. */
export function CurrencySwitch({ currencies }: { currencies: readonly [string, ...string[]] }) {
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const known = readStored();
    const radio = currencies.find((currency) => currency === known);
    if (radio) group.current?.querySelector<HTMLInputElement>(`[value=${radio}]`)?.click();
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
            onChange={() => store(currency)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {currency}
        </label>
      ))}
    </fieldset>
  );
}

/** A browser may refuse storage. */
function readStored(): string | null {
  try {
    return window.localStorage.getItem(stored);
  } catch {
    return null;
  }
}

function store(currency: string): void {
  try {
    window.localStorage.setItem(stored, currency);
  } catch {
    // Then it's chosen again next time.
  }
}
