"use client";

import { Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type QuantityStepperProps = { label: string; value: number; onChange: (value: number) => void };

const maxQuantity = 10_000;

/** A number input with minus and plus buttons. */
export function QuantityStepper({ label, value, onChange }: QuantityStepperProps) {
  const set = (next: number) => onChange(Math.min(maxQuantity, Math.max(0, Math.trunc(next) || 0)));
  return (
    <fieldset className="flex items-center gap-1">
      <legend className="sr-only">{label}</legend>
      <Button
        variant="outline"
        size="icon"
        aria-label={`Remove one ${label.toLowerCase()}`}
        disabled={value === 0}
        onClick={() => set(value - 1)}
      >
        <Minus aria-hidden />
      </Button>
      <Input
        type="number"
        inputMode="numeric"
        min={0}
        max={maxQuantity}
        aria-label={label}
        value={value}
        onChange={(event) => set(event.target.valueAsNumber)}
        className="w-16 text-center tabular-nums [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
      />
      <Button
        variant="outline"
        size="icon"
        aria-label={`Add one ${label.toLowerCase()}`}
        onClick={() => set(value + 1)}
      >
        <Plus aria-hidden />
      </Button>
    </fieldset>
  );
}
