"use client";

import { useForm } from "react-hook-form";
import { PasswordField } from "@/components/auth/password-field";
import { RegisteredFields } from "@/components/forms/registered-fields";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { ChangePasswordInput } from "@/lib/auth/input";
import { changePassword } from "../actions";

export function PasswordForm({ email }: { email: string }) {
  const form = useForm<ChangePasswordInput>({
    resolver: useSchemaResolver(async () => (await import("@/lib/auth/input")).changePasswordSchema),
    defaultValues: { current: "", password: "" },
  });
  const { run, pending } = useAction(changePassword, {
    done: () => {
      form.reset();
      toast.success("Password changed. Your other sessions are signed out.");
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <form
        method="post"
        onSubmit={form.handleSubmit((values) => run(values))}
        noValidate
        className="grid max-w-md justify-items-stretch gap-4"
      >
        {/* Tells a password manager which saved login to update. */}
        <input type="text" hidden readOnly autoComplete="username" value={email} />
        <RegisteredFields>
          <PasswordField name="current" label="Current password" purpose="current" />
          <PasswordField label="New password" purpose="new" />
        </RegisteredFields>
        <Button type="submit" variant="outline" pending={pending} className="justify-self-start">
          Change password
        </Button>
      </form>
    </Form>
  );
}
