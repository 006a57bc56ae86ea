"use client";

import type { Interval } from "@/lib/catalog";

type IntervalChoiceProps = {
  /** What a form sends it as. */
  name: string;
  value: Interval;
  onChange: (interval: Interval) => void;
  discountPercent: number;
};

/** Monthly or annual billing, as two radio buttons. */
export function IntervalChoice({ name, value, onChange, discountPercent }: IntervalChoiceProps) {
  return (
    <fieldset className="inline-grid h-fit w-fit grid-cols-[auto_auto] rounded-md border bg-muted p-0.5">
      <legend className="sr-only">Billing interval</legend>
      {(["month", "year"] as const).map((interval) => (
        <label
          key={interval}
          className="flex cursor-pointer items-center justify-center gap-2 rounded-sm px-3 py-1.5 font-medium text-muted-foreground text-sm transition-colors has-checked:bg-card has-focus-visible:outline-2 has-checked:text-foreground has-focus-visible:outline-ring has-checked:shadow-raised"
        >
          <input
            type="radio"
            name={name}
            value={interval}
            className="sr-only"
            checked={value === interval}
            onChange={() => onChange(interval)}
          />
          {interval === "month" ? "Monthly" : "Annual"}
          {interval === "year" && discountPercent > 0 && (
            <span className="whitespace-nowrap rounded-sm bg-success-soft px-1.5 py-0.5 text-success-ink text-xs">
              Save {discountPercent}%
            </span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
