"use client";

import { type FormEvent, useId, useState } from "react";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/sonner";
import type { ModelName } from "../../domain/runs/models";
import { createRun } from "../actions";

type NewRunProps = {
  models: readonly { model: ModelName; name: string; description: string; included: boolean }[];
  /** The models in use: another one may not fit in the plan. */
  used: readonly ModelName[];
  /** The widest window of the plan, in days. */
  lookBack: number;
  types: readonly string[];
  initial: { fromDay: string; toDay: string };
};

const windows = [1, 3, 7, 14, 30, 60, 90, 180];

/** Starts a run. Models and windows beyond the plan can be chosen: the refusal says which plan has them. */
export function NewRun({ models, used, lookBack, types, initial }: NewRunProps) {
  const id = useId();
  const [model, setModel] = useState<string>(
    used.at(-1) ?? models.find(({ included }) => included)?.model ?? "first_touch",
  );
  const { run, pending, refusal, clearRefusal } = useMemberAction(createRun, {
    done: () => toast.success("Run started"),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? "");
    run({
      model,
      fromDay: text("fromDay"),
      toDay: text("toDay"),
      lookBackDays: Number(text("lookBackDays")),
      conversionType: text("conversionType") || null,
      ...(model === "time_decay" ? { halfLifeDays: Number(text("halfLifeDays")) } : {}),
      ...(model === "markov" ? { markovOrder: Number(text("markovOrder")) } : {}),
    });
  };
  return (
    <form method="post" onSubmit={submit} className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3">
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-model`}>Model</Label>
        <NativeSelect
          id={`${id}-model`}
          name="model"
          value={model}
          onChange={(event) => setModel(event.target.value)}
          aria-describedby={`${id}-about`}
        >
          {models.map(({ model: key, name, included }) => (
            <option key={key} value={key}>
              {included ? name : `${name} (upgrade)`}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Day id={`${id}-from`} name="fromDay" label="From" initial={initial.fromDay} />
      <Day id={`${id}-to`} name="toDay" label="To" initial={initial.toDay} />
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-look`}>Look-back window</Label>
        <NativeSelect id={`${id}-look`} name="lookBackDays" defaultValue={Math.min(30, lookBack)}>
          {windows.map((days) => (
            <option key={days} value={days}>
              {days === 1 ? "1 day" : `${days} days`}
              {days > lookBack ? " (upgrade)" : ""}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-type`}>Conversions</Label>
        <NativeSelect id={`${id}-type`} name="conversionType" defaultValue="">
          <option value="">All types</option>
          {types.map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </NativeSelect>
      </div>
      {model === "time_decay" && (
        <div className="grid gap-1.5">
          <Label htmlFor={`${id}-half`}>Half-life in days</Label>
          <Input id={`${id}-half`} name="halfLifeDays" type="number" min={1} max={90} defaultValue={7} required />
        </div>
      )}
      {model === "markov" && (
        <div className="grid gap-1.5">
          <Label htmlFor={`${id}-order`}>Order</Label>
          <NativeSelect id={`${id}-order`} name="markovOrder" defaultValue="1">
            <option value="1">1: by channel</option>
            <option value="2">2: by two channels</option>
            <option value="3">3: by three channels</option>
          </NativeSelect>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-4 sm:col-span-2 lg:col-span-3">
        <WriteButton type="submit" pending={pending}>
          Run model
        </WriteButton>
        <p id={`${id}-about`} className="text-muted-foreground text-sm">
          {models.find((each) => each.model === model)?.description}
        </p>
      </div>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </form>
  );
}

function Day({ id, name, label, initial }: { id: string; name: string; label: string; initial: string }) {
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input id={id} name={name} type="date" defaultValue={initial} required />
    </div>
  );
}
