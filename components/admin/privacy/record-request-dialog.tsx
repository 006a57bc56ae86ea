"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields";
import { FormControl, FormField, FormItem, FormLabel, FormMessage } from "@/components/ui/form";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import type { RequestInput } from "@/lib/privacy";
import { ActionForm } from "../action-form";
import { recordRequest } from "./actions";
import { outcomeLabels, requestLabels } from "./request-labels";

type RecordRequestDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

export default function RecordRequestDialog({ open, onOpenChange }: RecordRequestDialogProps) {
  const empty: RequestInput = { kind: "access", outcome: "done", email: "", note: "" };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Record a request</DialogTitle>
          <DialogDescription>
            Use this when someone asked about their data and you responded. What people do themselves in Settings is
            already recorded.
          </DialogDescription>
        </DialogHeader>
        <ActionForm
          defaultValues={empty}
          action={(input) => recordRequest(input)}
          confirm="Record"
          success="Request recorded"
          onDone={() => onOpenChange(false)}
        >
          <div className="grid gap-5 sm:grid-cols-2">
            <Choice name="kind" label="They asked for" options={requestLabels} />
            <Choice name="outcome" label="Outcome" options={outcomeLabels} />
          </div>
          <TextField
            name="email"
            label="Their email address"
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            hint="Erased when they delete their account."
          />
          <FormField
            name="note"
            render={({ field }) => (
              <FormItem>
                <FormLabel>What you did</FormLabel>
                <FormControl>
                  <Textarea {...field} maxLength={1000} rows={3} />
                </FormControl>
                <FormMessage />
              </FormItem>
            )}
          />
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

type ChoiceProps = { name: string; label: string; options: Readonly<Record<string, string>> };

function Choice({ name, label, options }: ChoiceProps) {
  return (
    <FormField
      name={name}
      render={({ field }) => (
        <FormItem>
          <FormLabel>{label}</FormLabel>
          <FormControl>
            <NativeSelect {...field}>
              {Object.entries(options).map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </NativeSelect>
          </FormControl>
          <FormMessage />
        </FormItem>
      )}
    />
  );
}
