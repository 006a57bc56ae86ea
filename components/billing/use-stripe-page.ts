"use client";

import { useMutation } from "@tanstack/react-query";
import { toast } from "@/components/ui/sonner";
import { type CallInput, call } from "@/lib/api/call";

type StripePage = "POST /api/v1/billing/checkout" | "POST /api/v1/billing/portal";

/** Opens a Stripe page. Pending until the browser has left, so that it is requested once. */
export function useStripePage<Page extends StripePage>(page: Page) {
  const { mutate, variables, isPending, isSuccess } = useMutation({
    mutationFn: ({ input }: { key: string; input: CallInput<Page> }) => call<StripePage>(page, input),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: ({ message }) => toast.error(message),
  });
  return {
    open: (key: string, input: CallInput<Page>) => mutate({ key, input }),
    /** The key of the button that opens it; null if none does. */
    pending: isPending || isSuccess ? (variables?.key ?? null) : null,
  };
}
