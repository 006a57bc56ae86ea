"use client";

import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { useBlock } from "@/components/shell/writes";
import { cn } from "@/lib/cn";
import { savePlantWorkdays } from "../floor/actions";

const names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

type WorkdaysFormProps = { plantId: string; workdays: readonly number[]; mayEdit: boolean };

/** The days of the week the plant works, as toggles. The last one can't be turned off. */
export function WorkdaysForm({ plantId, workdays, mayEdit }: WorkdaysFormProps) {
  const blocked = useBlock() !== null;
  const { run, pending, refusal, clearRefusal } = useMemberAction(savePlantWorkdays);
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="mb-1.5 text-muted-foreground">Workdays</legend>
      {names.map((name, index) => {
        const day = index + 1;
        const on = workdays.includes(day);
        const next = on ? workdays.filter((other) => other !== day) : [...workdays, day];
        return (
          <button
            key={name}
            type="button"
            aria-pressed={on}
            aria-label={name}
            disabled={!mayEdit || blocked || pending || next.length === 0}
            onClick={() => run({ id: plantId, workdays: next })}
            className={cn(
              "min-h-7 rounded-sm border px-2 text-xs disabled:cursor-not-allowed",
              on ? "border-primary bg-info-soft font-medium" : "text-muted-foreground hover:bg-accent",
            )}
          >
            {name.slice(0, 3)}
          </button>
        );
      })}
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </fieldset>
  );
}
