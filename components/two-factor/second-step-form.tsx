"use client";

import { signInWithCode } from "@/components/auth/actions";
import { ActionForm } from "@/components/forms/action-form";
import { CodeField } from "./code-field";

/** The second step of a sign-in. */
export function SecondStepForm({ next, recovery }: { next: string; recovery: boolean }) {
  return (
    <ActionForm action={signInWithCode} label="Sign in">
      <input type="hidden" name="next" value={next} />
      <CodeField recovery={recovery} autoFocus />
    </ActionForm>
  );
}
