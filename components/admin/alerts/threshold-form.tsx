"use client";

import { type FormEvent, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toast } from "@/components/ui/sonner";
import type { ShownThreshold, ThresholdInput } from "@/lib/alerts";
import { alertThresholds } from "@/lib/alerts/thresholds";
import { formatDate } from "@/lib/dates";
import { setThreshold } from "./actions";

/** One threshold, with who has changed it and the way back to its default. */
export function ThresholdForm({ threshold }: { threshold: ShownThreshold }) {
  const { name, value, standard, changed } = threshold;
  const { label, hint, unit, min, max, whole } = alertThresholds[name];
  const [problem, setProblem] = useState<string>();
  const { run, pending } = useAction((input: ThresholdInput) => setThreshold(input), {
    done: () => void toast.success("Threshold saved"),
    failed: ({ message }) => {
      setProblem(message);
      return true;
    },
  });
  const save = (next: number | null) => {
    setProblem(undefined);
    if (!pending) run({ name, value: next });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save(Number(new FormData(event.currentTarget).get("value")));
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Label htmlFor={`threshold-${name}`}>{label}</Label>
        <span className="flex items-center gap-2">
          <Input
            id={`threshold-${name}`}
            name="value"
            type="number"
            defaultValue={value}
            min={min}
            max={max}
            step={whole ? 1 : "any"}
            required
            aria-describedby={`threshold-${name}-hint`}
            aria-invalid={problem !== undefined}
            className="w-24 text-right font-mono tabular-nums"
          />
          <span className="w-14 text-muted-foreground text-xs">{unit}</span>
          <Button type="submit" size="sm" variant="outline" pending={pending}>
            Save<span className="sr-only"> {label}</span>
          </Button>
        </span>
      </div>
      <p id={`threshold-${name}-hint`} className="text-muted-foreground text-xs">
        {hint}
        {changed && ` Set by ${changed.by ?? "a former admin"} on ${formatDate(changed.at)}.`}
      </p>
      {problem && (
        <p role="alert" className="text-destructive-ink text-xs">
          {problem}
        </p>
      )}
      {changed && (
        <button
          type="button"
          onClick={() => save(null)}
          className="w-fit text-xs underline underline-offset-4 hover:text-foreground"
        >
          Use the default, {standard}
        </button>
      )}
    </form>
  );
}
