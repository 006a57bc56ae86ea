"use client";

import { planPath } from "@/components/billing/plan/plan-path";
import { Meter } from "@/components/charts/meter";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { ErrorDetails } from "@/lib/errors";
import { readRefusal, type ShownRefusal } from "./read-refusal";
import { countOf } from "./words";

type UpgradeDialogProps = {
  /** `error.details` of a `limit_reached`, `feature_not_in_plan` or `read_only` error; null closes the dialog. */
  refusal: ErrorDetails | null;
  /** `error.message`, shown for errors that are not about a limit. */
  message?: string;
  /** Access is read-only, whatever the plan includes. */
  readOnly?: boolean;
  onClose: () => void;
};

/** Explains why the plan does not allow something, with the numbers, and what does. */
export default function UpgradeDialog({ refusal, message, readOnly, onClose }: UpgradeDialogProps) {
  const shown = refusal ? readRefusal(refusal) : undefined;
  const plan = shown?.liftedBy.find(({ kind }) => kind === "plan");
  const otherwise = readOnly ? "Your account is read-only" : "Not included in your plan";
  return (
    <Dialog open={refusal !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{shown ? titleOf(shown) : otherwise}</DialogTitle>
          <DialogDescription>{shown?.explanation ?? message ?? "Upgrade your plan to use this."}</DialogDescription>
        </DialogHeader>
        {shown && <Numbers refusal={shown} />}
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Not now</Button>
          </DialogClose>
          <Button asChild>
            <Link href={plan ? planPath(plan.key) : "/billing"}>
              {plan ? `Upgrade to ${plan.name}` : readOnly ? "Open billing" : "See plans"}
            </Link>
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function Numbers({ refusal }: { refusal: ShownRefusal }) {
  const { meterName, used, limit, liftedBy, unit } = refusal;
  return (
    <div className="grid gap-4 rounded-md border bg-muted/50 p-4">
      {limit !== 0 && <Meter name={meterName} used={used} limit={limit} state="stopped" />}
      {liftedBy.length > 0 && (
        <ul className="grid gap-2 text-sm">
          {liftedBy.map((lift) => (
            <li key={`${lift.kind} ${lift.key}`} className="flex items-baseline justify-between gap-3">
              <span className="font-medium">{lift.kind === "plan" ? `${lift.name} plan` : lift.name}</span>
              <span className="text-right text-muted-foreground tabular-nums">
                {lift.limit === "unlimited" ? `unlimited ${unit.other}` : `up to ${countOf(lift.limit, unit)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function titleOf({ limit, meterName, planName, unit }: ShownRefusal): string {
  if (limit === 0 || limit === "unlimited") return `${planName} doesn't include ${meterName}`;
  return `${planName} includes ${countOf(limit, unit)}`;
}
