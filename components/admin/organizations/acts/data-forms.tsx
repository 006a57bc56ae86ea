"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { formatUtcDate } from "@/lib/dates";
import { ActionForm } from "../../action-form";
import { ReasonField } from "../../reason-field";
import { callOffDeletion, scheduleDeletion } from "../actions";
import type { ActProps } from "./act-props";

/** A download, which only a form of its own can start. */
export function ExportForm({ organization: { id }, onDone }: ActProps) {
  const [reason, setReason] = useState("");
  return (
    <form
      method="post"
      action={`/admin/organizations/${id}/export`}
      onSubmit={() => setTimeout(onDone)}
      className="grid gap-5"
    >
      <div className="grid gap-1.5">
        <Label htmlFor="export-reason">Reason</Label>
        <Input
          id="export-reason"
          name="reason"
          required
          minLength={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <DialogFooter>
        <DialogClose asChild>
          <Button type="button" variant="outline">
            Cancel
          </Button>
        </DialogClose>
        <Button type="submit" disabled={reason.trim().length < 3}>
          Download ZIP
        </Button>
      </DialogFooter>
    </form>
  );
}

export function DeletionForm({ organization: { id, name }, onDone }: ActProps) {
  return (
    <ActionForm
      defaultValues={{ days: "14", name: "", reason: "" }}
      action={({ days, ...given }) => scheduleDeletion(id, { days: Number(days), ...given })}
      confirm="Schedule deletion"
      destructive
      success={({ dueAt }) => `${name} will be deleted on ${formatUtcDate(dueAt)}`}
      onDone={onDone}
    >
      <TextField
        name="days"
        label="Days until then"
        type="number"
        min={1}
        max={30}
        className="max-w-40"
        hint="1 to 30"
      />
      <TextField name="name" label={`Type “${name}” to confirm`} autoComplete="off" />
      <ReasonField />
    </ActionForm>
  );
}

export function CallOffForm({ organization: { id, name }, onDone }: ActProps) {
  return (
    <ActionForm
      defaultValues={{ reason: "" }}
      action={(given) => callOffDeletion(id, given)}
      confirm="Cancel deletion"
      success={`${name} won't be deleted`}
      onDone={onDone}
    >
      <ReasonField />
    </ActionForm>
  );
}
