"use client";

import type { ReactNode } from "react";
import { type DefaultValues, type FieldValues, type UseFormReturn, useForm } from "react-hook-form";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { ActionResult } from "@/lib/action";

type ActionFormProps<Values extends FieldValues, Data> = {
  /** One for each field. */
  defaultValues: DefaultValues<Values>;
  action: (values: Values) => Promise<ActionResult<Data>>;
  /** The label of the button. */
  confirm: ReactNode;
  destructive?: boolean;
  /** While something is missing. */
  disabled?: boolean;
  /** The toast after success. */
  success: string | ((data: Data) => string);
  onDone: () => void;
  children: ReactNode | ((form: UseFormReturn<Values>) => ReactNode);
};

/** The form of a dialog of the admin pages. The server checks what is entered, and its errors show at the fields. */
export function ActionForm<Values extends FieldValues, Data>(props: ActionFormProps<Values, Data>) {
  const { defaultValues, action, confirm, destructive = false, disabled = false, success, onDone, children } = props;
  const form = useForm<Values>({ defaultValues });
  const { run, pending } = useAction(action, {
    done: (data) => {
      toast.success(typeof success === "string" ? success : success(data));
      onDone();
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <form method="post" onSubmit={form.handleSubmit((values) => run(values))} noValidate className="grid gap-5">
        {typeof children === "function" ? children(form) : children}
        <DialogFooter>
          <DialogClose asChild>
            <Button type="button" variant="outline">
              Cancel
            </Button>
          </DialogClose>
          <Button type="submit" variant={destructive ? "destructive" : "default"} pending={pending} disabled={disabled}>
            {confirm}
          </Button>
        </DialogFooter>
      </form>
    </Form>
  );
}
