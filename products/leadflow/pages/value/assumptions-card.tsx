"use client";

import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
import { ReadyForm } from "@/components/shell/ready-form";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { AssumptionsInput, assumptionsSchema } from "@/products/leadflow/domain/assumptions";
import { changeAssumptions } from "../actions";

type AssumptionsCardProps = {
  initial: AssumptionsInput;
  currency: string;
  /** Whether these are the organization's own. */
  isOwn: boolean;
  mayWrite: boolean;
};

/** What the figures of the page follow from, to change. */
export function AssumptionsCard({ initial, currency, isOwn, mayWrite }: AssumptionsCardProps) {
  const form = useForm<z.input<typeof assumptionsSchema>, unknown, AssumptionsInput>({
    resolver: useSchemaResolver(async () => (await import("@/products/leadflow/domain/assumptions")).assumptionsSchema),
    defaultValues: initial,
  });
  const { run, pending, refusal, clearRefusal } = useMemberAction(changeAssumptions, {
    done: () => {
      form.reset(form.getValues());
      toast.success("Assumptions saved.");
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  const number = { inputMode: "decimal", autoComplete: "off", maxLength: 8, readOnly: !mayWrite } as const;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Assumptions</CardTitle>
        <CardDescription>
          {isOwn
            ? "The figures on this page are based on these."
            : "The figures on this page are based on our estimates. Enter your own."}
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Form {...form}>
          <ReadyForm
            onSubmit={form.handleSubmit((input) => run(input))}
            className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[repeat(3,minmax(0,1fr))_auto]"
          >
            <TextField name="minutesPerEmail" label="Minutes per email" hint="To read and sort by hand." {...number} />
            <TextField name="minutesPerReply" label="Minutes per reply" hint="To write from scratch." {...number} />
            <TextField
              name="hourlyRate"
              label={`Hourly cost (${currency})`}
              hint="Of the person who'd do the work."
              {...number}
            />
            {mayWrite && (
              <WriteButton type="submit" pending={pending} className="justify-self-start lg:mt-6.5">
                Save
              </WriteButton>
            )}
          </ReadyForm>
          <RefusalDialog failure={refusal} onClose={clearRefusal} />
        </Form>
      </CardContent>
    </Card>
  );
}
