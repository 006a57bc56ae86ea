"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/sonner";
import { type AnswerTo, type CallInput, call, type Endpoint } from "@/lib/api/call";
import { messageOf } from "./use-stripe-page";

/**
 * Changes the subscription and refreshes the page. Each intended change has an idempotency key, kept until it is answered:
 * retried after a lost connection, it is made once.
 *
 * @param notify shows why a change was rejected; a toast if omitted.
 */
export function useChange(notify: (message: string) => void = toast.error) {
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
      notify(messageOf(error));
      return undefined;
    } finally {
      setPending(false);
      // Also after a failure: the change may have been made while its answer was lost.
      router.refresh();
    }
  }
  return { send, pending };
}
