"use client";

import type { FormEvent, ReactNode } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/sonner";
import type { AlertKind, MuteInput } from "@/lib/alerts";
import { formatCount } from "@/lib/numbers";
import { muteAlerts } from "./actions";
import { alertKindLabels } from "./alert-kinds";

export type MuteSubject = {
  /** Fixed, or chosen in the dialog. */
  kind?: AlertKind;
  organization?: { id: string; name: string } | undefined;
};

type MuteDialogProps = MuteSubject & { open: boolean; onOpenChange: (open: boolean) => void };

const durations = [1, 7, 30, 90];

export default function MuteDialog({ kind, organization, open, onOpenChange }: MuteDialogProps) {
  const { run, pending } = useAction((input: MuteInput) => muteAlerts(input), {
    done: () => {
      onOpenChange(false);
      toast.success("Alerts muted");
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = kind ?? kindOf(form.get("kind"));
    if (pending || !chosen) return;
    run({
      kind: chosen,
      ...(organization && form.get("scope") === "organization" ? { organizationId: organization.id } : {}),
      days: Number(form.get("days")),
      reason: String(form.get("reason")),
    });
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <form onSubmit={submit} className="grid gap-5">
          <DialogHeader>
            <DialogTitle>{kind ? `Mute ${alertKindLabels[kind].toLowerCase()}` : "Mute alerts"}</DialogTitle>
            <DialogDescription>
              They're still listed, but no one gets an email or webhook about them, even after the mute ends.
            </DialogDescription>
          </DialogHeader>
          {!kind && (
            <Choice id="mute-kind" name="kind" label="Kind">
              {Object.entries(alertKindLabels).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Choice>
          )}
          {organization && (
            <Choice id="mute-scope" name="scope" label="Which">
              <option value="organization">About {organization.name}</option>
              <option value="all">About every organization</option>
            </Choice>
          )}
          <Choice id="mute-days" name="days" label="For" defaultValue="7">
            {durations.map((days) => (
              <option key={days} value={days}>
                {formatCount(days, "day")}
              </option>
            ))}
          </Choice>
          <div className="grid gap-2">
            <Label htmlFor="mute-reason">Reason</Label>
            <Input id="mute-reason" name="reason" required minLength={3} maxLength={500} autoComplete="off" />
          </div>
          <DialogFooter>
            <Button type="submit" pending={pending}>
              Mute
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

type ChoiceProps = { id: string; name: string; label: string; defaultValue?: string; children: ReactNode };

function Choice({ id, label, children, ...select }: ChoiceProps) {
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>{label}</Label>
      <NativeSelect id={id} {...select}>
        {children}
      </NativeSelect>
    </div>
  );
}

const kindOf = (value: unknown): AlertKind | undefined => kinds.find((kind) => kind === value);
const kinds = Object.keys(alertKindLabels) as AlertKind[];
