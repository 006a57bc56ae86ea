"use client";

import { useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { InviteInput, inviteSchema } from "@/lib/tenancy/input";
import { type Role, roleDescriptions } from "@/lib/tenancy/members/roles";
import { invite } from "./actions";

type InviteFormProps = { roles: readonly Role[]; onInvited: () => void };

export function InviteForm({ roles, onInvited }: InviteFormProps) {
  const form = useForm<z.input<typeof inviteSchema>, unknown, InviteInput>({
    resolver: useSchemaResolver(async () => (await import("@/lib/tenancy/input")).inviteSchema),
    defaultValues: { email: "", role: "member" },
  });
  const { run, pending, refusal, clearRefusal } = useMemberAction(invite, {
    done: () => {
      toast.success(`Invitation sent to ${form.getValues("email").trim()}`);
      onInvited();
    },
    failed: (failure) => {
      if (!showFieldErrors(form, failure)) form.setError("email", { message: failure.message });
      return true;
    },
  });
  const role = useWatch({ control: form.control, name: "role" });
  return (
    <Form {...form}>
      <form method="post" onSubmit={form.handleSubmit((values) => run(values))} noValidate className="grid gap-4">
        <TextField name="email" label="Email" type="email" inputMode="email" autoComplete="off" autoCapitalize="none" />
        <SelectField name="role" label="Role" hint={roleDescriptions[role].description}>
          {roles.map((option) => (
            <option key={option} value={option}>
              {roleDescriptions[option].name}
            </option>
          ))}
        </SelectField>
        <DialogFooter>
          <DialogClose asChild>
            <Button type="button" variant="outline">
              Cancel
            </Button>
          </DialogClose>
          <Button type="submit" pending={pending}>
            Send invitation
          </Button>
        </DialogFooter>
      </form>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Form>
  );
}
