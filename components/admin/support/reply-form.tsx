"use client";

import { useForm } from "react-hook-form";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Form, FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import { Textarea } from "@/components/ui/textarea";
import { answerRequest } from "./actions";

/** Sends an answer by email. */
export function ReplyForm({ requestId, email }: { requestId: string; email: string }) {
  const form = useForm({ defaultValues: { text: "" } });
  const { run, pending } = useAction((input: { text: string }) => answerRequest({ requestId, ...input }), {
    done: () => void toast.success(`Reply sent to ${email}`),
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <form method="post" onSubmit={form.handleSubmit((values) => run(values))} noValidate className="grid gap-3">
        <FormField
          name="text"
          render={({ field }) => (
            <FormItem>
              <FormLabel>Reply</FormLabel>
              <FormControl>
                <Textarea {...field} maxLength={5_000} rows={6} />
              </FormControl>
              <FormDescription>Emailed to {email}. Blank lines separate paragraphs.</FormDescription>
              <FormMessage />
            </FormItem>
          )}
        />
        <Button type="submit" pending={pending} className="justify-self-end">
          Send reply
        </Button>
      </form>
    </Form>
  );
}
