"use client";

import { useState } from "react";
import { toast } from "@/components/ui/sonner";
import { type CallInput, call } from "@/lib/api/call";

type StripePage = "POST /api/v1/billing/checkout" | "POST /api/v1/billing/portal";

/** Opens a Stripe page. Pending until the browser has left, so that it is requested once. */
export function useStripePage<Page extends StripePage>(page: Page) {
  const [pending, setPending] = useState<string | null>(null);
  async function open(key: string, input: CallInput<Page>): Promise<void> {
    setPending(key);
    try {
      const { url } = await call<StripePage>(page, input);
      window.location.assign(url);
    } catch (error) {
      setPending(null);
      toast.error(messageOf(error));
    }
  }
  return { open: (key: string, input: CallInput<Page>) => void open(key, input), pending };
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : "Something went wrong. Try again.";
