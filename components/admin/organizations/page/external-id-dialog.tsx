"use client";

import { useForm } from "react-hook-form";
import type { z } from "zod";
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
import type { ExternalIdInput } from "@/lib/admin/input";
import { setExternalId } from "../actions";
import type { draftSchema } from "./external-id-draft";

export type EditExternalIdProps = { organization: { id: string; name: string; externalId: string | null } };

type ExternalIdDialogProps = EditExternalIdProps & { open: boolean; onOpenChange: (open: boolean) => void };

export default function ExternalIdDialog({ organization, open, onOpenChange }: ExternalIdDialogProps) {
  const { id, name, externalId } = organization;
  const form = useForm<z.infer<typeof draftSchema>>({
    resolver: useSchemaResolver(async () => (await import("./external-id-draft")).draftSchema),
    // Opened again, the form shows what is stored, not what was typed before.
    values: { externalId: externalId ?? "" },
  });
  const { run, pending } = useAction((input: ExternalIdInput) => setExternalId(id, input), {
    done: (saved) => {
      onOpenChange(false);
      toast.success(saved.externalId === null ? "External ID removed" : "External ID saved");
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  const close = () => {
    form.reset();
    onOpenChange(false);
  };
  return (
    <Dialog open={open} onOpenChange={close}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>External ID of {name}</DialogTitle>
          <DialogDescription>
            The ID this organization has in your own systems. Platform keys can use it instead of the organization's ID.
          </DialogDescription>
        </DialogHeader>
        <Form {...form}>
          <form method="post" onSubmit={form.handleSubmit((draft) => run(draft))} noValidate className="grid gap-5">
            <TextField
              name="externalId"
              label="External ID"
              maxLength={255}
              autoComplete="off"
              spellCheck={false}
              placeholder="customer-4711"
            />
            <DialogFooter>
              {externalId !== null && (
                <Button type="button" variant="outline" disabled={pending} onClick={() => run({ externalId: null })}>
                  Remove
                </Button>
              )}
              <Button type="submit" pending={pending}>
                Save
              </Button>
            </DialogFooter>
          </form>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
