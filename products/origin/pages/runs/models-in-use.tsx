"use client";

import { X } from "lucide-react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { useMemberAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { toast } from "@/components/ui/sonner";
import { type ModelName, modelWords } from "../../domain/runs/models";
import { stopModel } from "../actions";

type ModelsInUseProps = { used: readonly ModelName[]; limit: number | "unlimited"; mayRemove: boolean };

/** The models that take up a place in the plan. */
export function ModelsInUse({ used, limit, mayRemove }: ModelsInUseProps) {
  const { run, pending } = useMemberAction(stopModel, { done: () => toast.success("Model removed") });
  if (used.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      <span className="text-muted-foreground">
        Models in use: {used.length}
        {limit !== "unlimited" && ` of ${limit}`}
      </span>
      {used.map((model) => (
        <span key={model} className="flex items-center gap-1">
          <Badge variant="secondary">{modelWords[model].name}</Badge>
          {mayRemove && (
            <ConfirmButton
              variant="ghost"
              size="icon"
              pending={pending}
              title={`Stop using ${modelWords[model].name}?`}
              description="Its results stay. It takes up no place in your plan until you run it again."
              confirm="Stop using it"
              onConfirm={() => run({ model })}
            >
              <X aria-hidden />
              <span className="sr-only">Stop using {modelWords[model].name}</span>
            </ConfirmButton>
          )}
        </span>
      ))}
    </div>
  );
}
