"use client";

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
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { SaveViewInput } from "@/lib/admin/list/view-input";
import { SwitchField } from "../../switch-field";
import { saveView } from "./actions";

/** The address is ahead of the page while a filter that was just chosen is still loading. */
const currentQuery = () => window.location.search.slice(1);

type SaveViewDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Names the filters, the order and the columns that are shown. */
export default function SaveViewDialog({ open, onOpenChange }: SaveViewDialogProps) {
  const form = useForm<SaveViewInput>({
    resolver: useSchemaResolver(async () => (await import("@/lib/admin/list/view-input")).saveViewSchema),
    defaultValues: { name: "", query: "", shared: false },
  });
  const { run, pending } = useAction(saveView, {
    done: () => {
      onOpenChange(false);
      toast.success("View saved");
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Save view</DialogTitle>
          <DialogDescription>Keeps these filters, this order and these columns under a name.</DialogDescription>
        </DialogHeader>
        <Form {...form}>
          <form
            method="post"
            onSubmit={form.handleSubmit((view) => run({ ...view, query: currentQuery() }))}
            noValidate
            className="grid gap-5"
          >
            <TextField name="name" label="Name" maxLength={60} autoComplete="off" placeholder="Large trials" />
            <SwitchField name="shared" label="Share with other platform admins" />
            <DialogFooter>
              <Button type="submit" pending={pending}>
                Save view
              </Button>
            </DialogFooter>
          </form>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
