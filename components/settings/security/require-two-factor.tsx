"use client";

import { useState } from "react";
import { useMemberAction } from "@/components/shell/use-action";
import { Label } from "@/components/ui/label";
import { toast } from "@/components/ui/sonner";
import { Switch } from "@/components/ui/switch";
import { formatDate } from "@/lib/dates";
import { saveTwoFactorRequirement } from "../actions";

type RequireTwoFactorProps = {
  since: Date | null;
  isOwner: boolean;
  /** The owner has it themselves. */
  own: boolean;
};

/** Whether every member of the organization needs two-factor authentication. */
export function RequireTwoFactor({ since, isOwner, own }: RequireTwoFactorProps) {
  const [on, setOn] = useState(since !== null);
  const { run, pending } = useMemberAction(saveTwoFactorRequirement, {
    done: () => void toast.success("Saved"),
    failed: () => {
      setOn(since !== null);
      return false;
    },
  });
  const change = (required: boolean) => {
    setOn(required);
    run({ required });
  };
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid gap-1">
        <Label htmlFor="require-two-factor">Require two-factor authentication</Label>
        <p id="require-two-factor-hint" className="text-pretty text-muted-foreground text-sm">
          {hintOf({ since, isOwner, own })}
        </p>
      </div>
      <Switch
        id="require-two-factor"
        checked={on}
        onCheckedChange={change}
        disabled={pending || !isOwner || (!own && since === null)}
        aria-describedby="require-two-factor-hint"
      />
    </div>
  );
}

function hintOf({ since, isOwner, own }: RequireTwoFactorProps): string {
  if (since) return `Required for every member since ${formatDate(since)}.`;
  if (!isOwner) return "Only an owner can turn this on.";
  if (!own) return "Set it up for yourself first, under “Two-factor authentication.”";
  return "Members without it will be asked to set it up the next time they open a page.";
}
