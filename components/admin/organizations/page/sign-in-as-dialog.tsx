"use client";

import { useForm, useFormContext } from "react-hook-form";
import type { z } from "zod";
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
import { TextField } from "@/components/ui/fields";
import { Form, FormControl, FormField, FormItem, FormLabel } from "@/components/ui/form";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import type { ImpersonateForm } from "@/lib/auth/impersonation/impersonation-input";
import { impersonationMinutes } from "@/lib/auth/impersonation/impersonation-minutes";
import { impersonate } from "../actions";
import type { draftSchema } from "./sign-in-as-draft";

export type SignInAsProps = { organizationId: string; person: { id: string; name: string | null; email: string } };

type SignInAsDialogProps = SignInAsProps & { open: boolean; onOpenChange: (open: boolean) => void };

type Draft = z.input<typeof draftSchema>;

const { min, max } = impersonationMinutes;

export default function SignInAsDialog({ organizationId, person, open, onOpenChange }: SignInAsDialogProps) {
  const form = useForm<Draft, unknown, z.output<typeof draftSchema>>({
    resolver: useSchemaResolver(async () => (await import("./sign-in-as-draft")).draftSchema),
    defaultValues: { reason: "", minutes: 30, mode: "view" },
  });
  const { run, pending } = useAction(
    (input: ImpersonateForm) => impersonate(organizationId, { ...input, userId: person.id }),
    { failed: (failure) => showFieldErrors(form, failure) },
  );
  const submit = form.handleSubmit(({ reason, minutes, mode }) => run({ reason, minutes, readOnly: mode === "view" }));
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Sign in as {person.name ?? person.email}</DialogTitle>
          <DialogDescription>
            You see what {person.email} sees in this organization. Its team can see that you signed in, and why.
            Billing, passwords, sessions and keys are off-limits.
          </DialogDescription>
        </DialogHeader>
        <Form {...form}>
          <form method="post" onSubmit={submit} noValidate className="grid gap-5">
            <TextField name="reason" label="Reason" maxLength={500} autoComplete="off" placeholder="Ticket 4711" />
            <TextField
              name="minutes"
              label="Minutes"
              type="number"
              min={min}
              max={max}
              className="max-w-40"
              hint={`${min} to ${max}. The session ends automatically.`}
            />
            <ModeField />
            <DialogFooter>
              <Button type="submit" pending={pending}>
                Sign in
              </Button>
            </DialogFooter>
          </form>
        </Form>
      </DialogContent>
    </Dialog>
  );
}

function ModeField() {
  const { control } = useFormContext<Draft>();
  return (
    <FormField
      control={control}
      name="mode"
      render={({ field }) => (
        <FormItem>
          <FormLabel>Access</FormLabel>
          <FormControl>
            <RadioGroup value={field.value} onValueChange={field.onChange} className="gap-2 sm:grid-cols-2">
              <RadioCard value="view" title="View only" description="Changes are disabled." />
              <RadioCard value="full" title="Full access" description="Logged under both names." />
            </RadioGroup>
          </FormControl>
        </FormItem>
      )}
    />
  );
}
