"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/sonner";
import { type AnswerTo, type CallInput, call, type Endpoint } from "@/lib/api/call";
import { messageOf } from "./use-stripe-page";

/**
 * Sends a change of the subscription and refreshes the page. Each request has an idempotency key that is kept until there is
 * a response, so a retry after a lost connection doesn't repeat the change.
 *
 * @param onError shows why a change failed; a toast by default.
 */
export function useChange(onError: (message: string) => void = toast.error) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [key, setKey] = useState<{ of: string; value: string } | null>(null);
  async function send<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<AnswerTo<E> | undefined> {
    const of = JSON.stringify([endpoint, input]);
    const own = key?.of === of ? key : { of, value: crypto.randomUUID() };
    setKey(own);
    setPending(true);
    try {
      const answer = await call(endpoint, input, { idempotencyKey: own.value });
      setKey(null);
      return answer;
    } catch (error) {
      onError(messageOf(error));
      return undefined;
    } finally {
      setPending(false);
      // Also after a failure: the change may have been made although the response was lost.
      router.refresh();
    }
  }
  return { send, pending };
}
