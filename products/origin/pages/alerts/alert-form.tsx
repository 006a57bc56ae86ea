"use client";

import { type FormEvent, useId, useState } from "react";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/sonner";
import { thresholdRange } from "../../domain/alerts/roi-alert-input";
import { setAlert } from "../actions";

/** Sets a channel's threshold, or changes it. */
export function AlertForm({ channels }: { channels: readonly { channel: string; name: string }[] }) {
  const id = useId();
  const [problem, setProblem] = useState<string>();
  const { run, pending, refusal, clearRefusal } = useMemberAction(setAlert, {
    done: () => toast.success("Alert set"),
    failed: ({ code, message }) => {
      setProblem(code === "invalid_input" ? message.replace(/^threshold: /, "") : message);
      return true;
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setProblem(undefined);
    const fields = new FormData(event.currentTarget);
    const text = String(fields.get("threshold") ?? "").trim();
    if (text === "") return setProblem("Enter a threshold.");
    run({ channel: fields.get("channel"), threshold: Number(text) });
  };
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-2 border-t pt-5">
      <div className="flex flex-wrap items-end gap-3">
        <div className="grid min-w-48 flex-1 gap-1.5">
          <Label htmlFor={`${id}-channel`}>Channel</Label>
          <NativeSelect id={`${id}-channel`} name="channel">
            {channels.map(({ channel, name }) => (
              <option key={channel} value={channel}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </div>
        <div className="grid gap-1.5">
          <Label htmlFor={`${id}-threshold`}>ROI threshold in %</Label>
          <Input
            id={`${id}-threshold`}
            name="threshold"
            type="number"
            min={thresholdRange.min}
            max={thresholdRange.max}
            step={1}
            placeholder="50"
            required
            aria-describedby={problem ? `${id}-problem` : `${id}-hint`}
            aria-invalid={problem !== undefined}
            className="w-36"
          />
        </div>
        <WriteButton type="submit" variant="outline" pending={pending}>
          Set alert
        </WriteButton>
      </div>
      {problem ? (
        <p id={`${id}-problem`} role="alert" className="text-destructive-ink text-xs">
          {problem}
        </p>
      ) : (
        <p id={`${id}-hint`} className="text-muted-foreground text-xs">
          50% is $1.50 back for each $1 spent, 0% is breaking even.
        </p>
      )}
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </form>
  );
}
