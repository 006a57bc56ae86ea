"use client";

import { useForm, useWatch } from "react-hook-form";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useMemberAction } from "@/components/shell/use-action";
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
import { SelectField, TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { BillingSummary } from "@/lib/billing";
import { type TaxIdType, taxIdTypeKeys, taxIdTypes } from "@/lib/billing/payment/tax-id-types";
import { changeBillingDetails } from "./actions";

export type BillingDetailsProps = { email: string; taxIds: BillingSummary["taxIds"] };

type OpenProps = { open: boolean; onOpenChange: (open: boolean) => void };

export default function BillingDetailsDialog({ open, onOpenChange, ...props }: BillingDetailsProps & OpenProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Billing details</DialogTitle>
          <DialogDescription>Shown on every invoice from now on. Invoices already sent don't change.</DialogDescription>
        </DialogHeader>
        <DetailsForm {...props} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type Values = { email: string; taxId: { type: TaxIdType; value: string } };

function DetailsForm({ email, taxIds, onDone }: BillingDetailsProps & { onDone: () => void }) {
  const [taxId] = taxIds;
  const known = taxIdTypeKeys.find((key) => key === taxId?.type);
  // A type that can't be chosen here, or several IDs, are left as they are in Stripe.
  const editable = taxIds.length === 0 || (taxIds.length === 1 && known !== undefined);
  const form = useForm<Values>({
    defaultValues: { email, taxId: { type: known ?? "us_ein", value: editable ? (taxId?.value ?? "") : "" } },
  });
  const { run, pending } = useMemberAction(changeBillingDetails, {
    done: () => {
      toast.success("Billing details saved");
      onDone();
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  const value = useWatch({ control: form.control, name: "taxId.value" });
  function save({ email, taxId }: Values) {
    if (!editable) return run({ email });
    run({ email, taxId: taxId.value.trim() === "" ? null : taxId });
  }
  return (
    <Form {...form}>
      <form method="post" onSubmit={form.handleSubmit(save)} noValidate className="grid gap-4">
        <TextField
          name="email"
          label="Billing email"
          hint="Gets invoices, receipts and payment reminders."
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
        />
        {editable ? (
          <div className="grid gap-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
            <SelectField name="taxId.type" label="Tax ID type">
              {taxIdTypeKeys.map((key) => (
                <option key={key} value={key}>
                  {taxIdTypes[key]}
                </option>
              ))}
            </SelectField>
            <TextField
              name="taxId.value"
              label="Tax ID"
              hint={value === "" ? "Optional." : undefined}
              autoComplete="off"
              maxLength={50}
            />
          </div>
        ) : (
          <p className="text-muted-foreground text-sm">Change your tax IDs in the billing portal.</p>
        )}
        <DialogFooter>
          <DialogClose asChild>
            <Button type="button" variant="outline">
              Cancel
            </Button>
          </DialogClose>
          <Button type="submit" pending={pending}>
            Save
          </Button>
        </DialogFooter>
      </form>
    </Form>
  );
}
