"use client";

import { useActionState, useEffect } from "react";
import { StatefulForm } from "@/components/forms/action-form";
import { QuestionField } from "@/components/onboarding/question-field";
import { PageOrganizationField } from "@/components/shell/page-organization";
import { toast } from "@/components/ui/sonner";
import { emptyForm } from "@/lib/form-state";
import type { ProfileQuestion } from "@/lib/products";
import { saveProfile } from "./profile-action";

type ProfileFormProps = { questions: readonly ProfileQuestion[]; profile: Readonly<Record<string, string>> };

/** The answers that the organization gave in onboarding. */
export function ProfileForm({ questions, profile }: ProfileFormProps) {
  const [state, send, pending] = useActionState(saveProfile, emptyForm);
  useEffect(() => {
    if (state.done) toast.success("Saved.");
  }, [state]);
  return (
    <StatefulForm state={state} send={send} pending={pending} label="Save" back={null} className="sm:grid-cols-2">
      <PageOrganizationField />
      {questions.map((question) => (
        <QuestionField key={question.key} question={question} initial={profile[question.key]} />
      ))}
    </StatefulForm>
  );
}
