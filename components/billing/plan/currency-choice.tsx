"use client";

type CurrencyChoiceProps = {
  currencies: readonly string[];
  value: string;
  onChange: (currency: string) => void;
};

/** The currencies to pay in, as radio buttons. Nothing where there is only one. */
export function CurrencyChoice({ currencies, value, onChange }: CurrencyChoiceProps) {
  if (currencies.length < 2) return null;
  return (
    <fieldset className="inline-flex h-fit w-fit rounded-md border bg-muted p-0.5">
      <legend className="sr-only">Currency</legend>
      {currencies.map((currency) => (
        <label
          key={currency}
          className="flex cursor-pointer items-center justify-center rounded-sm px-3 py-1.5 font-medium text-muted-foreground text-sm uppercase transition-colors has-checked:bg-card has-focus-visible:outline-2 has-checked:text-foreground has-focus-visible:outline-ring has-checked:shadow-raised"
        >
          <input
            type="radio"
            name="currency"
            value={currency}
            className="sr-only"
            checked={value === currency}
            onChange={() => onChange(currency)}
          />
          {currency}
        </label>
      ))}
    </fieldset>
  );
}
