"use client";

import { toast } from "@/components/ui/sonner";
import type { ActionResult } from "@/lib/action";
import { useAction } from "../use-action";

export function ResendButton({ resend }: { resend: () => Promise<ActionResult<unknown>> }) {
  const { run, pending } = useAction<void, unknown>(resend, { done: () => toast.success("The link is on its way.") });
  return (
    <button
      type="button"
      aria-disabled={pending}
      onClick={() => !pending && run()}
      className="font-medium underline underline-offset-4 hover:no-underline"
    >
      Send it again
    </button>
  );
}
