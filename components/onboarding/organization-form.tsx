"use client";

import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { PageOrganizationField } from "@/components/shell/page-organization";
import type { FormAction } from "@/lib/form-state";
import type { OrganizationAnswers } from "@/lib/onboarding/profile";
import type { ProfileQuestion } from "@/lib/products";
import { keepDraft } from "./keep-draft";
import { QuestionField } from "./question-field";

type OrganizationFormProps = {
  questions: readonly ProfileQuestion[];
  initial: OrganizationAnswers;
  save: FormAction;
};

/** Onboarding's first step: the organization's name and the product's questions. */
export function OrganizationForm({ questions, initial, save }: OrganizationFormProps) {
  return (
    <ActionForm action={save} label="Continue" back={null} onInput={keepDraft} className="sm:grid-cols-2">
      <PageOrganizationField />
      <Field
        name="name"
        label="Organization name"
        initial={initial.name}
        autoComplete="organization"
        maxLength={120}
        className="h-9"
      />
      {questions.map((question) => (
        <QuestionField key={question.key} question={question} initial={initial.profile[question.key]} />
      ))}
    </ActionForm>
  );
}
