"use client";

import { Field } from "@/components/forms/field";

/** Invites a teammate. Only members with a verified email address can invite. */
export function InviteField({ verified }: { verified: boolean }) {
  return (
    <Field
      name="inviteEmail"
      type="email"
      label="Invite a teammate"
      placeholder="teammate@company.com"
      autoComplete="off"
      disabled={!verified}
      className="h-9"
      hint={
        verified
          ? "Optional. They'll join as a member."
          : "Verify your email address first, then invite teammates from the Team page."
      }
    />
  );
}
