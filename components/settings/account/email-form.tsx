"use client";

import { MailQuestion } from "lucide-react";
import { useForm } from "react-hook-form";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { ChangeEmailInput } from "@/lib/auth/input";
import type { SettingsFacts } from "@/lib/settings";
import { changeEmail, keepEmail } from "./actions";

type EmailFormProps = { email: string; pending: SettingsFacts["emailChange"] };

/** Changes the address. Both the current and the new one have to confirm. */
export function EmailForm({ email, pending: change }: EmailFormProps) {
  const form = useForm<ChangeEmailInput>({
    resolver: useSchemaResolver(async () => (await import("@/lib/auth/input")).changeEmailSchema),
    defaultValues: { email: "" },
  });
  const { run, pending } = useAction(changeEmail, {
    done: () => {
      form.reset();
      toast.success("Check both inboxes to confirm the change");
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <div className="grid gap-4">
      {change && <PendingChange change={change} current={email} />}
      <Form {...form}>
        <form
          method="post"
          onSubmit={form.handleSubmit((values) => run(values))}
          noValidate
          className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          <TextField
            name="email"
            label="New email address"
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="none"
            hint={`We'll send a link to it and to ${email}. Both addresses must confirm.`}
          />
          <Button type="submit" variant="outline" pending={pending} className="sm:mt-6.5">
            Change email
          </Button>
        </form>
      </Form>
    </div>
  );
}

type PendingChangeProps = { change: NonNullable<SettingsFacts["emailChange"]>; current: string };

function PendingChange({ change: { email, currentConfirmed, newConfirmed }, current }: PendingChangeProps) {
  const keep = useAction(keepEmail, { done: () => void toast.success("Your email address stays the same") });
  const waiting = [currentConfirmed ? null : current, newConfirmed ? null : email].filter((each) => each !== null);
  return (
    <Alert variant="info">
      <MailQuestion aria-hidden />
      <AlertTitle className="[overflow-wrap:anywhere]">Waiting to change to {email}</AlertTitle>
      <AlertDescription className="grid justify-items-start gap-2 [overflow-wrap:anywhere]">
        {`Confirm it with the link we sent to ${waiting.join(" and ")}.`}
        <Button variant="outline" size="sm" pending={keep.pending} onClick={() => keep.run(undefined)}>
          Cancel change
        </Button>
      </AlertDescription>
    </Alert>
  );
}
