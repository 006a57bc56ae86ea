"use client";

import { useAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { toast } from "@/components/ui/sonner";
import { emailPasswordLink } from "../actions";

/** For someone who only signs in with another provider or a passkey. */
export function SetPassword({ email }: { email: string }) {
  const send = useAction(emailPasswordLink, { done: () => void toast.success("Check your inbox for the link") });
  return (
    <div className="grid justify-items-start gap-3">
      <p className="wrap-anywhere text-sm">
        You don't have a password. To set one, open the link we'll email to {email}. You'll then be signed out
        everywhere.
      </p>
      <WriteButton variant="outline" pending={send.pending} onClick={() => send.run(undefined)}>
        Set a password
      </WriteButton>
    </div>
  );
}
