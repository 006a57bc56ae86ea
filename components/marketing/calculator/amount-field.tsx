"use client";

import { type CSSProperties, useId } from "react";
import { readCount, stopIndex } from "./stops";

type AmountFieldProps = {
  label: string;
  value: number;
  /** The value in words, for screen readers: "40 users". */
  text: string;
  stops: readonly number[];
  hint?: string;
  onChange: (value: number) => void;
};

/** An amount by slider or by number. The slider says the amount in words, as its position means nothing. */
export function AmountField({ label, value, text, stops, hint, onChange }: AmountFieldProps) {
  const id = useId();
  const index = stopIndex(stops, value);
  const style: CSSProperties = { "--fill": `${((index / (stops.length - 1)) * 100).toFixed(1)}%` };
  return (
    <div>
      <div className="flex items-center justify-between gap-4">
        <label htmlFor={id} className="text-sm">
          {label}
          {hint && <span className="block text-muted-foreground text-xs">{hint}</span>}
        </label>
        <input
          aria-label={`${label}, as a number`}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(readCount(event.target.value))}
          className="figures h-9 w-28 rounded-md border border-input bg-card px-3 text-right text-base"
        />
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={stops.length - 1}
        value={index}
        aria-valuetext={text}
        onChange={(event) => onChange(stops[Number(event.target.value)] ?? 0)}
        className="slider"
        style={style}
      />
    </div>
  );
}
