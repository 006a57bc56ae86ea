"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/sonner";
import { type AsJson, post } from "./post";
import { messageOf } from "./use-stripe-page";

/**
 * Sends a change of the subscription and shows the page anew. Each intention has a key of its own, kept until it is
 * answered: tried again after a lost connection, it is made once.
 *
 * @param tell says why a change was refused; at the edge of the page when it is left out.
 */
export function useChange<T>(tell: (refusal: string) => void = toast.error) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [key, setKey] = useState<{ of: string; value: string } | null>(null);
  async function send(path: string, body?: unknown): Promise<AsJson<T> | undefined> {
    const of = JSON.stringify([path, body ?? null]);
    const own = key?.of === of ? key : { of, value: crypto.randomUUID() };
    setKey(own);
    setPending(true);
    try {
      const answer = await post<T>(path, body, { key: own.value });
      setKey(null);
      return answer;
    } catch (error) {
      tell(messageOf(error));
      return undefined;
    } finally {
      setPending(false);
      // Also after a failure: the change may have been made while its answer was lost.
      router.refresh();
    }
  }
  return { send, pending };
}
