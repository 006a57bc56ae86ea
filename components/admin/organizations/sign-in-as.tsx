"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useFormContext } from "react-hook-form";
import { z } from "zod";
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
  DialogTrigger,
} from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields";
import { Form, FormControl, FormField, FormItem, FormLabel } from "@/components/ui/form";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import type { ActionResult } from "@/lib/action";
import {
  type ImpersonateForm,
  impersonateSchema,
  impersonationMinutes,
} from "@/lib/auth/impersonation/impersonation-input";

export type Impersonate = (input: ImpersonateForm & { userId: string }) => Promise<ActionResult<void>>;

type SignInAsProps = { person: { id: string; name: string | null; email: string }; impersonate: Impersonate };

const draftSchema = impersonateSchema
  .pick({ reason: true, minutes: true })
  .extend({ mode: z.enum(["look", "change"]) });
type Draft = z.input<typeof draftSchema>;

const { min: least, max: most } = impersonationMinutes;

/** Lets an admin look through a customer's eyes: why, for how long, and whether they may change something. */
export function SignInAs({ person, impersonate }: SignInAsProps) {
  const [open, setOpen] = useState(false);
  const form = useForm<Draft, unknown, z.output<typeof draftSchema>>({
    resolver: zodResolver(draftSchema),
    defaultValues: { reason: "", minutes: 30, mode: "look" },
  });
  const { run, pending } = useAction(impersonate, { failed: (failure) => showFieldErrors(form, failure) });
  const submit = form.handleSubmit(({ reason, minutes, mode }) =>
    run({ userId: person.id, reason, minutes, readOnly: mode === "look" }),
  );
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="outline">
          Sign in as…<span className="sr-only"> {person.email}</span>
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Sign in as {person.name ?? person.email}</DialogTitle>
          <DialogDescription>
            You see what {person.email} sees, in this organization, which can read that you did and why. Billing,
            passwords, sessions and keys stay theirs.
          </DialogDescription>
        </DialogHeader>
        <Form {...form}>
          <form method="post" onSubmit={submit} noValidate className="grid gap-5">
            <TextField name="reason" label="Reason" maxLength={500} autoComplete="off" placeholder="Ticket 4711" />
            <TextField
              name="minutes"
              label="Minutes"
              type="number"
              min={least}
              max={most}
              className="max-w-40"
              hint={`${least} to ${most}; it ends by itself.`}
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
          <FormLabel>You may</FormLabel>
          <FormControl>
            <RadioGroup value={field.value} onValueChange={field.onChange} className="gap-2 sm:grid-cols-2">
              <RadioCard value="look" title="Look" description="Nothing can be changed." />
              <RadioCard value="change" title="Look and change" description="Under both your names." />
            </RadioGroup>
          </FormControl>
        </FormItem>
      )}
    />
  );
}
