"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useForm } from "react-hook-form";
import { showFieldErrors } from "@/components/shell/form-errors";
import { ReadyForm } from "@/components/shell/ready-form";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { type MemberAction, useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { type OrganizationAnswers, organizationSchema } from "@/lib/onboarding/profile";
import type { ProfileQuestion } from "@/lib/products";
import { QuestionField } from "./question-field";
import { useDraft } from "./use-draft";

type OrganizationFormProps = {
  questions: readonly ProfileQuestion[];
  initial: OrganizationAnswers;
  save: MemberAction<OrganizationAnswers, unknown>;
};

/** Onboarding's first step: the organization's name and the product's questions. */
export function OrganizationForm({ questions, initial, save }: OrganizationFormProps) {
  const schema = useMemo(() => organizationSchema(questions), [questions]);
  const form = useForm<OrganizationAnswers, unknown, OrganizationAnswers>({
    resolver: zodResolver(schema),
    defaultValues: initial,
  });
  useDraft(form, flatten);
  const router = useRouter();
  const { run, pending, refusal, clearRefusal } = useMemberAction(save, {
    done: () => router.push("/onboarding?step=first"),
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <ReadyForm onSubmit={form.handleSubmit(run)} className="grid gap-5 sm:grid-cols-2">
        <TextField name="name" label="Organization name" autoComplete="organization" maxLength={120} />
        {questions.map((question) => (
          <QuestionField key={question.key} question={question} />
        ))}
        <div className="flex justify-end pt-2 sm:col-span-2">
          <Button type="submit" pending={pending}>
            Continue
          </Button>
        </div>
      </ReadyForm>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Form>
  );
}

const flatten = ({ name, profile }: Partial<OrganizationAnswers>) => ({ name, ...profile });
