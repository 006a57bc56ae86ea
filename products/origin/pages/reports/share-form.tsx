"use client";

import { useId, useState } from "react";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/sonner";
import { share } from "../actions";

const lifetimes = [
  { days: 7, label: "1 week" },
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 365, label: "1 year" },
];

export function ShareForm({ run: runId }: { run: string }) {
  const [title, setTitle] = useState("");
  const id = useId();
  const { run, pending, refusal, clearRefusal } = useMemberAction(share, {
    done: () => {
      setTitle("");
      toast.success("Report shared");
    },
  });
  return (
    <form
      method="post"
      className="flex flex-wrap items-end gap-3 border-t pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        const days = Number(new FormData(event.currentTarget).get("days"));
        run({ runId, title, days });
      }}
    >
      <div className="grid min-w-48 flex-1 gap-1.5">
        <Label htmlFor={`${id}-title`}>Title</Label>
        <Input
          id={`${id}-title`}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          placeholder="Channel ROI, November"
          maxLength={120}
          required
        />
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-days`}>Link works for</Label>
        <NativeSelect id={`${id}-days`} name="days" defaultValue="30">
          {lifetimes.map(({ days, label }) => (
            <option key={days} value={days}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </div>
      <WriteButton type="submit" variant="outline" pending={pending}>
        Share report
      </WriteButton>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </form>
  );
}
