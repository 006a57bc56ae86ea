import type { ReactNode } from "react";
import type { Catalog } from "@/lib/catalog";

/** Monthly or annual billing, as two radio buttons. Prices in the group follow by CSS alone. */
export function IntervalSwitch({ catalog }: { catalog: Catalog }) {
  return (
    <fieldset className="inline-grid h-fit w-fit grid-cols-2 rounded-lg border bg-muted p-1">
      <legend className="sr-only">Billing interval</legend>
      <Choice value="month" checked>
        Monthly
      </Choice>
      <Choice value="year">
        Annual
        <span className="rounded-sm bg-success-soft px-1.5 py-0.5 text-success-ink text-xs">
          Save {catalog.annualDiscountPercent}%
        </span>
      </Choice>
    </fieldset>
  );
}

function Choice({ value, checked, children }: { value: string; checked?: boolean; children: ReactNode }) {
  return (
    <label className="relative flex items-center justify-center gap-2 rounded-md px-4 py-2 font-medium text-muted-foreground text-sm transition-colors has-checked:bg-card dark:has-checked:bg-accent has-focus-visible:outline-2 has-checked:text-foreground has-focus-visible:outline-ring has-checked:shadow-raised">
      <input
        type="radio"
        name="interval"
        value={value}
        defaultChecked={checked}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
      {children}
    </label>
  );
}
