"use client";

import { type FormEvent, useState } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toast } from "@/components/ui/sonner";
import { formatDate, formatDateTime } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import type { Enforcement, RetentionInput, ShownPeriod } from "@/lib/privacy";
import { formatPeriod, formatRemoved, periods } from "@/lib/privacy/retention/periods";
import { setRetention } from "./actions";

type RetentionFormProps = { period: ShownPeriod; last: Enforcement | undefined };

/** One retention period: its value, what the last run removed, who changed it, and a way to restore the default. */
export function RetentionForm({ period: { name, value, standard, changed }, last }: RetentionFormProps) {
  const { label, hint, unit, min, max } = periods[name];
  const [problem, setProblem] = useState<string>();
  const { run, pending } = useAction((input: RetentionInput) => setRetention(input), {
    done: () => void toast.success("Retention saved"),
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
    <form onSubmit={submit} noValidate className="grid gap-x-6 gap-y-2 lg:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid content-start gap-1">
        <Label htmlFor={`retention-${name}`}>{label}</Label>
        <p id={`retention-${name}-hint`} className="text-pretty text-muted-foreground text-xs">
          {hint}
          {changed && ` Set by ${changed.by ?? "a former admin"} on ${formatDate(changed.at)}.`}
        </p>
        <Removed name={name} last={last} />
        {problem && (
          <p role="alert" className="text-destructive-ink text-xs">
            {problem}
          </p>
        )}
        {changed && value !== standard && (
          <button
            type="button"
            onClick={() => save(null)}
            className="w-fit text-xs underline underline-offset-4 hover:text-foreground"
          >
            Use the default, {formatPeriod(name, standard)}
          </button>
        )}
      </div>
      <span className="flex items-center gap-2">
        <Input
          id={`retention-${name}`}
          name="value"
          type="number"
          defaultValue={value}
          min={min}
          max={max}
          step={1}
          required
          aria-describedby={`retention-${name}-hint`}
          aria-invalid={problem !== undefined}
          title={`${formatCount(min, unit)} to ${formatCount(max, unit)}`}
          className="w-24 text-right font-mono tabular-nums"
        />
        <span className="w-14 text-muted-foreground text-xs">{unit}s</span>
        <Button type="submit" size="sm" variant="outline" pending={pending}>
          Save<span className="sr-only"> {label}</span>
        </Button>
      </span>
    </form>
  );
}

function Removed({ name, last }: { name: ShownPeriod["name"]; last: Enforcement | undefined }) {
  if (!last) return null;
  if (last.failed.includes(name)) {
    return <p className="text-destructive-ink text-xs">The last run failed here, {formatDateTime(last.at)}.</p>;
  }
  const removed = last.removed[name];
  if (!removed || removed.count === 0) return null;
  return (
    <p className="text-xs tabular-nums">
      Removed {formatRemoved(name, removed.count)} older than {formatPeriod(name, removed.keptFor)},{" "}
      {formatDateTime(last.at)}.
    </p>
  );
}
