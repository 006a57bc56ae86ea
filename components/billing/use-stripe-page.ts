"use client";

import { useState } from "react";
import { toast } from "@/components/ui/sonner";
import { post } from "./post";

type StripePage = "checkout" | "portal";

/** Opens a Stripe page. Pending until the browser has left, so that it is requested once. */
export function useStripePage(page: StripePage) {
  const [pending, setPending] = useState<string | null>(null);
  async function open(key: string, body?: unknown): Promise<void> {
    setPending(key);
    try {
      const { url } = await post<{ url: string }>(`billing/${page}`, body);
      window.location.assign(url);
    } catch (error) {
      setPending(null);
      toast.error(messageOf(error));
    }
  }
  return { open: (key: string, body?: unknown) => void open(key, body), pending };
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : "Something went wrong. Try again.";
