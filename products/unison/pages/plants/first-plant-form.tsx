"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { useDraft } from "@/components/onboarding/use-draft";
import type { FirstStepProps } from "@/components/products/types";
import { showFieldErrors } from "@/components/shell/form-errors";
import { ReadyForm } from "@/components/shell/ready-form";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { plantSchema } from "@/products/unison/domain/inputs";
import { PlantFields } from "./plant-fields";
import { SampleDataField } from "./sample-data-field";

const formSchema = plantSchema.extend({
  sampleData: z.boolean(),
  inviteEmail: z.union([z.literal(""), z.email("Enter an email address.")]),
});
type Values = z.input<typeof formSchema>;

type FirstPlantFormProps = FirstStepProps & { timeZones: readonly string[] };

export function FirstPlantForm({ timeZones, draft, invite, back, finish }: FirstPlantFormProps) {
  const form = useForm<Values, unknown, z.output<typeof formSchema>>({
    resolver: zodResolver(formSchema),
    defaultValues: {
      name: draft.name ?? "",
      location: draft.location ?? "",
      timeZone: draft.timeZone ?? "UTC",
      sampleData: draft.sampleData !== "false",
      inviteEmail: "",
    },
  });
  useDraft(form, withoutInvite);
  const { setValue } = form;
  const guessing = draft.timeZone === undefined;
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (guessing && timeZones.includes(zone)) setValue("timeZone", zone);
  }, [guessing, timeZones, setValue]);
  const router = useRouter();
  const { run, pending, refusal, clearRefusal } = useMemberAction(finish, {
    done: () => router.push("/dashboard"),
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <ReadyForm
        onSubmit={form.handleSubmit(({ inviteEmail, ...product }) => run({ product, inviteEmail }))}
        className="grid gap-5"
      >
        <PlantFields timeZones={timeZones} />
        <div>{invite}</div>
        <SampleDataField />
        <div className="flex items-center justify-between gap-3 pt-2">
          {back}
          <Button type="submit" pending={pending}>
            Go to dashboard
          </Button>
        </div>
      </ReadyForm>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Form>
  );
}

/** An invited person's email address must not end up in the URL. */
const withoutInvite = ({ inviteEmail: _, ...values }: Partial<Values>) => values;
