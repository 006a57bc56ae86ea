"use client";

import { useId, useState } from "react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { useMemberAction } from "@/components/shell/use-action";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toast } from "@/components/ui/sonner";
import { formatCount } from "@/lib/numbers";
import { erase } from "../actions";

/** Erases one visitor, after a confirmation. */
export function EraseVisitor() {
  const id = useId();
  const [visitor, setVisitor] = useState("");
  const [problem, setProblem] = useState<string>();
  const { run, pending } = useMemberAction(erase, {
    done: ({ events }) => {
      setVisitor("");
      toast.success(`${formatCount(events, "event")} deleted`);
    },
    failed: ({ code, message }) => {
      setProblem(code === "not_found" ? "Nothing is stored about this visitor." : message.replace(/^visitor: /, ""));
      return true;
    },
  });
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-end gap-3">
        <div className="grid min-w-48 flex-1 gap-1.5">
          <Label htmlFor={`${id}-visitor`}>Visitor ID</Label>
          <Input
            id={`${id}-visitor`}
            value={visitor}
            onChange={(event) => {
              setVisitor(event.target.value);
              setProblem(undefined);
            }}
            maxLength={200}
            autoComplete="off"
            aria-invalid={problem !== undefined}
            {...(problem ? { "aria-describedby": `${id}-problem` } : {})}
          />
        </div>
        <ConfirmButton
          variant="outline"
          pending={pending}
          title="Delete everything about this visitor?"
          description="Their touchpoints and conversions, and those of visitors merged with them, are deleted for good. Results of past runs stay."
          confirm="Delete data"
          onConfirm={() => run({ visitor })}
        >
          Delete data
        </ConfirmButton>
      </div>
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-destructive-ink text-xs">
          {problem}
        </p>
      )}
    </div>
  );
}
