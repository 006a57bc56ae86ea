"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import type { DeleteAccountInput } from "@/lib/auth/input";
import { DeletionHead } from "../deletion-head";
import { deleteOwnAccount } from "./actions";

type DeleteAccountDialogProps = { email: string; open: boolean; onOpenChange: (open: boolean) => void };

export default function DeleteAccountDialog({ email, open, onOpenChange }: DeleteAccountDialogProps) {
  const [problem, setProblem] = useState<string>();
  const form = useForm<DeleteAccountInput>({ defaultValues: { email: "" } });
  const { run, pending } = useAction(deleteOwnAccount, {
    failed: (failure) => {
      if (!showFieldErrors(form, failure)) setProblem(failure.message);
      return true;
    },
  });
  const change = (next: boolean) => {
    form.reset();
    setProblem(undefined);
    onOpenChange(next);
  };
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogContent>
        <DeletionHead
          title="Delete your account?"
          description="This can't be undone. Download your data first if you might need it."
          points={[
            "Your name, email address, password, passkeys, linked accounts and sessions are deleted right away.",
            "You'll leave your organizations. Your work there stays, without your name.",
            "Invoices that were sent to you go to another owner.",
            "If you're the only owner of an organization, transfer or delete it first.",
          ]}
        />
        <Form {...form}>
          <form
            method="post"
            onSubmit={form.handleSubmit((values) => {
              setProblem(undefined);
              run(values);
            })}
            noValidate
            className="grid gap-4"
          >
            <TextField name="email" label={`Type “${email}” to confirm`} autoComplete="off" autoCapitalize="none" />
            {problem && (
              <Alert variant="destructive">
                <AlertDescription>{problem}</AlertDescription>
              </Alert>
            )}
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="outline">Cancel</Button>
              </DialogClose>
              <Button type="submit" variant="destructive" pending={pending}>
                Delete account
              </Button>
            </DialogFooter>
          </form>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
