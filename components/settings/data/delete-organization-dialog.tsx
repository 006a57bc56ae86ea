"use client";

import { useForm } from "react-hook-form";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import type { DeleteInput } from "@/lib/tenancy/input";
import { deleteOrganization } from "../actions";
import { DeletionHead } from "../deletion-head";

export type DeletedOrganization = {
  organization: string;
  /** The plan being paid for; null without one. */
  plan: string | null;
};

type DeleteOrganizationDialogProps = DeletedOrganization & { open: boolean; onOpenChange: (open: boolean) => void };

export default function DeleteOrganizationDialog(props: DeleteOrganizationDialogProps) {
  const { organization, plan, open, onOpenChange } = props;
  const form = useForm<DeleteInput>({
    resolver: useSchemaResolver(async () => (await import("@/lib/tenancy/input")).deleteSchema),
    defaultValues: { name: "" },
  });
  const { run, pending } = useMemberAction(deleteOrganization, { failed: (failure) => showFieldErrors(form, failure) });
  const change = (next: boolean) => {
    form.reset();
    onOpenChange(next);
  };
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogContent>
        <DeletionHead
          title={`Delete ${organization}?`}
          description="This can't be undone. Download your data first if you might need it."
          points={[
            "All product data, members, invitations, API keys and usage are deleted right away.",
            plan &&
              `Your ${plan} subscription ends right away. The current period isn't refunded, and any overage is charged.`,
            "Cards are removed. We and our payment provider keep invoices for as long as the law requires.",
            "We keep the audit log for a year, without names, and a record that your company has used its trial. Members keep their user accounts.",
          ]}
        />
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
