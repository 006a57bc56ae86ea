"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/sonner";
import type { AnswerTo, CallInput, Endpoint } from "@/lib/api/call";
import { changeOptions } from "@/lib/api/change";
import { queryKeys } from "@/lib/api/queries";

/**
 * Sends a change of the subscription, then refreshes the page and the meters, whose limits may have changed.
 *
 * @param showError shows why a change failed; a toast by default.
 */
export function useChange<E extends Endpoint>(showError: (message: string) => void = toast.error) {
  const router = useRouter();
  const client = useQueryClient();
  const [options] = useState(() => changeOptions<E>());
  const { mutateAsync, isPending } = useMutation({
    ...options,
    onError: ({ message }) => showError(message),
    // Also after a failure: the change may have been made although the response was lost.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: queryKeys.usage });
      router.refresh();
    },
  });
  /** Resolves to undefined if it failed. */
  const send = (endpoint: E, input: CallInput<E>): Promise<AnswerTo<E> | undefined> =>
    mutateAsync({ endpoint, input }).catch(() => undefined);
  return { send, pending: isPending };
}
