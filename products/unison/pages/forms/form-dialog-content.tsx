"use client";

import { type ReactNode, useState } from "react";
import { useForm } from "react-hook-form";
import { showFieldErrors } from "@/components/shell/form-errors";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { type MemberAction, useMemberAction } from "@/components/shell/use-action";
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
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import { DialogField, type FieldSpec } from "./dialog-field";

export type DialogFormProps = {
  title: string;
  description: ReactNode;
  fields: readonly FieldSpec[];
  /** Sent along with the fields. */
  extra?: Readonly<Record<string, unknown>>;
  /** The name of a field with a new UUID each time the dialog opens, so that what is sent twice counts once. */
  requestField?: string;
  action: MemberAction<Record<string, unknown>, unknown>;
  submit: string;
  done: string;
};

type OpenProps = { open: boolean; onOpenChange: (open: boolean) => void };

export default function FormDialogContent({ open, onOpenChange, ...props }: DialogFormProps & OpenProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogDescription>{props.description}</DialogDescription>
        </DialogHeader>
        <DialogForm {...props} close={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function DialogForm({
  fields,
  extra,
  requestField,
  action,
  submit,
  done,
  close,
}: DialogFormProps & { close: () => void }) {
  const [request] = useState(() => (requestField ? { [requestField]: crypto.randomUUID() } : {}));
  const form = useForm<Record<string, unknown>>({
    defaultValues: Object.fromEntries(fields.map(({ name, initial }) => [name, initial ?? ""])),
  });
  const { run, pending, refusal, clearRefusal } = useMemberAction(action, {
    done: () => {
      toast.success(done);
      close();
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <form
        method="post"
        noValidate
        onSubmit={form.handleSubmit((values) => run({ ...extra, ...request, ...values }))}
        className="grid gap-4"
      >
        <div className="grid gap-4 sm:grid-cols-6">
          {fields.map((field) => (
            <DialogField key={field.name} field={field} />
          ))}
        </div>
        <DialogFooter>
          <DialogClose asChild>
            <Button type="button" variant="outline">
              Cancel
            </Button>
          </DialogClose>
          <Button type="submit" pending={pending}>
            {submit}
          </Button>
        </DialogFooter>
      </form>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Form>
  );
}
