"use client";

import { useState } from "react";
import { toast } from "@/components/ui/sonner";

type StripePage = "checkout" | "portal";

/** Asks for a page of Stripe's and goes there. Pending until the browser has left, so that it is asked for once. */
export function useStripePage(page: StripePage) {
  const [pending, setPending] = useState<string | null>(null);
  async function open(key: string, body?: unknown): Promise<void> {
    setPending(key);
    try {
      window.location.assign(await askFor(page, body));
    } catch (error) {
      setPending(null);
      toast.error(error instanceof Error ? error.message : "Something went wrong. Try again.");
    }
  }
  return { open: (key: string, body?: unknown) => void open(key, body), pending };
}

async function askFor(page: StripePage, body: unknown): Promise<string> {
  const response = await fetch(`/api/v1/billing/${page}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error("The connection failed. Look at your network and try again.");
  });
  const answer: unknown = await response.json().catch(() => null);
  const text = (field: string) =>
    typeof answer === "object" && answer !== null ? Reflect.get(answer, field) : undefined;
  const url: unknown = response.ok ? text("url") : undefined;
  if (typeof url === "string") return url;
  const title: unknown = text("title");
  throw new Error(typeof title === "string" ? title : "Something went wrong. Nothing was charged; try again.");
}
