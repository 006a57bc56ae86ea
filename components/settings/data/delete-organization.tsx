"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
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
  DialogTrigger,
} from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { type DeleteInput, deleteSchema } from "@/lib/tenancy/input";
import { deleteOrganization } from "../actions";

type DeleteOrganizationProps = {
  organization: string;
  isOwner: boolean;
  /** The plan being paid for; null without one. */
  plan: string | null;
};

/** Says what will be deleted, and asks for the name. */
export function DeleteOrganization({ organization, isOwner, plan }: DeleteOrganizationProps) {
  const [open, setOpen] = useState(false);
  const form = useForm<DeleteInput>({
    resolver: zodResolver(deleteSchema),
    defaultValues: { name: "" },
  });
  const { run, pending } = useMemberAction(deleteOrganization, { failed: (failure) => showFieldErrors(form, failure) });
  const change = (next: boolean) => {
    form.reset();
    setOpen(next);
  };
  if (!isOwner) return <p className="text-muted-foreground text-sm">Only an owner can delete the organization.</p>;
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="destructive">Delete organization</Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Delete {organization}?</DialogTitle>
          <DialogDescription>This can't be undone. Download your data first if you may need it.</DialogDescription>
        </DialogHeader>
        <ul className="grid list-disc gap-1.5 pl-5 text-sm">
          <li>All product data, members, invitations, API keys and usage are deleted right away.</li>
          {plan && (
            <li>
              Your {plan} subscription ends right away. The current period isn't refunded, and any overage is charged.
            </li>
          )}
          <li>Cards are removed. Paid invoices stay with our payment provider, as required by law.</li>
          <li>
            We keep the audit log and a record that your company has used its trial. Members keep their user accounts.
          </li>
        </ul>
        <Form {...form}>
          <form method="post" onSubmit={form.handleSubmit((values) => run(values))} noValidate className="grid gap-4">
            <TextField name="name" label={`Type “${organization}” to confirm`} autoComplete="off" maxLength={100} />
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="outline">Cancel</Button>
              </DialogClose>
              <Button type="submit" variant="destructive" pending={pending}>
                Delete organization
              </Button>
            </DialogFooter>
          </form>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
