"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
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
import { SelectField, TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { GiveCreditsInput } from "@/lib/credits/input";
import { giveCredits } from "../actions";
import type { CreditsDraft } from "./credits-draft-schema";

/** What credits may be of: counters, then currencies, whose amounts are in minor units. */
export type CreditUnit = { key: string; name: string };

export type GiveCreditsProps = { organizationId: string; units: readonly CreditUnit[] };

type GiveCreditsDialogProps = GiveCreditsProps & { open: boolean; onOpenChange: (open: boolean) => void };

const empty: CreditsDraft = { unit: "", amount: "", reason: "", until: "" };

export default function GiveCreditsDialog({ organizationId, units, open, onOpenChange }: GiveCreditsDialogProps) {
  // The same submission again gives nothing twice.
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const form = useForm<CreditsDraft>({
    resolver: useSchemaResolver(async () => (await import("./credits-draft-schema")).creditsDraftSchema),
    defaultValues: empty,
  });
  const { run, pending } = useAction((input: GiveCreditsInput) => giveCredits(organizationId, input), {
    done: () => {
      form.reset();
      setRequestId(crypto.randomUUID());
      onOpenChange(false);
      toast.success("Credits added");
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  const submit = form.handleSubmit(({ unit, amount, reason, until }) =>
    run({ unit, amount: Number(amount), reason, requestId, ...(until ? { expiresAt: `${until}T00:00:00Z` } : {}) }),
  );
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Add credits</DialogTitle>
          <DialogDescription>
            They pay for usage beyond the limits right away. Recorded in the audit log.
          </DialogDescription>
        </DialogHeader>
        <Form {...form}>
          <form method="post" onSubmit={submit} noValidate className="grid gap-5">
            <SelectField name="unit" label="Credits of">
              <option value="">Choose a meter or money</option>
              {units.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </SelectField>
            <TextField
              name="amount"
              label="Amount"
              inputMode="numeric"
              autoComplete="off"
              hint="Units of the meter, or minor units of the currency, such as cents."
            />
            <TextField name="reason" label="Reason" maxLength={200} hint="The customer sees it on their usage page." />
            <TextField
              name="until"
              label="Until"
              type="date"
              hint="Expires at the start of this day (UTC). Leave empty for no expiry."
            />
            <DialogFooter>
              <Button type="submit" pending={pending}>
                Add credits
              </Button>
            </DialogFooter>
          </form>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
