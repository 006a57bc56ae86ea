"use client";

import { resendVerification } from "@/components/auth/actions";
import { toast } from "@/components/ui/sonner";
import { useAction } from "../use-action";

export function ResendButton() {
  const { run, pending } = useAction<void, unknown>(resendVerification, {
    done: () => toast.success("Verification email sent"),
  });
  return (
    <button
      type="button"
      aria-disabled={pending}
      onClick={() => !pending && run()}
      className="font-medium underline underline-offset-4 hover:no-underline"
    >
      Resend link
    </button>
  );
}
