"use client";

import { TextField } from "@/components/ui/fields";

/** A colleague to invite. Only a verified address may invite. */
export function InviteField({ verified }: { verified: boolean }) {
  return (
    <TextField
      name="inviteEmail"
      type="email"
      label="Invite a colleague"
      placeholder="colleague@company.com"
      autoComplete="off"
      disabled={!verified}
      hint={
        verified
          ? "Optional. They join as a member."
          : "Confirm your own e-mail address first; then invite from the team page."
      }
    />
  );
}
