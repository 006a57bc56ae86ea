"use client";

import { useEffect, useState } from "react";
import { type AnswerTo, type CallInput, call } from "@/lib/api/call";
import { messageOf } from "./use-stripe-page";

export type PreviewRequest = CallInput<"POST /api/v1/billing/preview">["body"];
export type PreviewJson = AnswerTo<"POST /api/v1/billing/preview">;
export type PreviewState =
  | { state: "idle" }
  | { state: "loading" }
  | { state: "failed"; message: string }
  | { state: "ready"; preview: PreviewJson };

/** Debounces clicks on the quantity buttons: each preview is two requests to Stripe. */
const debounceMs = 250;

/**
 * Previews what a change would cost, again whenever `change` changes or `refresh` is called. Null previews nothing.
 */
export function usePreview(change: PreviewRequest | null): { state: PreviewState; refresh: () => void } {
  const [times, setTimes] = useState(0);
  const asked = change && JSON.stringify([change, times]);
  const [answer, setAnswer] = useState<{ asked: string; state: PreviewState } | null>(null);
  useEffect(() => {
    if (asked === null) return;
    const aborter = new AbortController();
    const timer = setTimeout(() => {
      const [body] = JSON.parse(asked) as [PreviewRequest, number];
      call("POST /api/v1/billing/preview", { body }, { signal: aborter.signal }).then(
        (preview) => setAnswer({ asked, state: { state: "ready", preview } }),
        (error: unknown) => {
          if (!aborter.signal.aborted) setAnswer({ asked, state: { state: "failed", message: messageOf(error) } });
        },
      );
    }, debounceMs);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [asked]);
  return { state: stateOf(), refresh: () => setTimes(times + 1) };

  function stateOf(): PreviewState {
    if (asked === null) return { state: "idle" };
    return answer?.asked === asked ? answer.state : { state: "loading" };
  }
}
