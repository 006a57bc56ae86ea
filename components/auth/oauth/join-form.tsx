"use client";

import { ActionForm } from "@/components/forms/action-form";
import { joinAfterProvider } from "./actions";

/** Joins an organization with an account at a provider. */
export function JoinAfterProviderForm({ token, organization }: { token: string; organization: string }) {
  return (
    <ActionForm action={joinAfterProvider} label={`Join ${organization}`}>
      <input type="hidden" name="token" value={token} />
    </ActionForm>
  );
}
