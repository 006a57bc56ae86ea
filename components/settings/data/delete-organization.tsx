"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { PasswordField } from "@/components/auth/password-field";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { type DeleteInput, deleteSchema } from "@/lib/tenancy/input";
import type { SettingsActions } from "../actions";

type DeleteOrganizationProps = {
  organization: string;
  email: string;
  owns: boolean;
  /** The plan that is paid for now; null when none is. */
  plan: string | null;
  deleteOrganization: SettingsActions["deleteOrganization"];
};

/** The way out: says what will be gone, and takes the name and the password. */
export function DeleteOrganization({ organization, email, owns, plan, deleteOrganization }: DeleteOrganizationProps) {
  const [open, setOpen] = useState(false);
  const form = useForm<DeleteInput>({
    resolver: zodResolver(deleteSchema),
    defaultValues: { name: "", password: "" },
  });
  const { run, pending } = useAction(deleteOrganization, { failed: (failure) => showFieldErrors(form, failure) });
  const change = (next: boolean) => {
    form.reset();
    setOpen(next);
  };
  if (!owns) return <p className="text-muted-foreground text-sm">Only an owner can delete it.</p>;
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="destructive">Delete organization</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Delete {organization}?</DialogTitle>
          <DialogDescription>It cannot be undone. Download your data first if you may need it.</DialogDescription>
        </DialogHeader>
        <ul className="grid list-disc gap-1.5 pl-5 text-sm">
          <li>Everything made with the product, members, invitations, keys and usage are deleted at once.</li>
          {plan && (
            <li>
              Your {plan} subscription ends at once. What is paid for the present period is not refunded, and what was
              used beyond the plan is charged.
            </li>
          )}
          <li>Cards are removed. Paid invoices stay with our payment provider, as the law asks for.</li>
          <li>
            We keep a log of what was done here and by whom, and that your company has had its trial. People keep their
            sign-ins.
          </li>
        </ul>
        <Form {...form}>
          <form method="post" onSubmit={form.handleSubmit((values) => run(values))} noValidate className="grid gap-4">
            <input type="text" hidden readOnly autoComplete="username" value={email} />
            <TextField name="name" label={`Type ${organization}`} autoComplete="off" maxLength={100} />
            <PasswordField label="Your password" purpose="present" />
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="outline">Keep it</Button>
              </DialogClose>
              <Button type="submit" variant="destructive" pending={pending}>
                Delete for good
              </Button>
            </DialogFooter>
          </form>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
