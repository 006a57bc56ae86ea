"use client";

import { useEffect, useState } from "react";
import { type AnswerTo, type CallInput, call } from "@/lib/api/call";
import { messageOf } from "./use-stripe-page";

export type PreviewWish = CallInput<"POST /api/v1/billing/preview">["body"];
export type PreviewJson = AnswerTo<"POST /api/v1/billing/preview">;
export type PreviewState =
  | { state: "idle" }
  | { state: "loading" }
  | { state: "failed"; message: string }
  | { state: "ready"; preview: PreviewJson };

/** Numbers are still being clicked: Stripe is asked when they have come to rest. */
const restMs = 250;

/**
 * What a wish would cost; asked anew whenever the wish changes, and by `again`, when the answer no longer holds. Null asks
 * nothing.
 */
export function usePreview(wish: PreviewWish | null): { state: PreviewState; again: () => void } {
  const [times, setTimes] = useState(0);
  const asked = wish && JSON.stringify([wish, times]);
  const [answer, setAnswer] = useState<{ asked: string; state: PreviewState } | null>(null);
  useEffect(() => {
    if (asked === null) return;
    const aborter = new AbortController();
    const timer = setTimeout(() => {
      const [body] = JSON.parse(asked) as [PreviewWish, number];
      call("POST /api/v1/billing/preview", { body }, { signal: aborter.signal }).then(
        (preview) => setAnswer({ asked, state: { state: "ready", preview } }),
        (error: unknown) => {
          if (!aborter.signal.aborted) setAnswer({ asked, state: { state: "failed", message: messageOf(error) } });
        },
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [asked]);
  return { state: stateOf(), again: () => setTimes(times + 1) };

  function stateOf(): PreviewState {
    if (asked === null) return { state: "idle" };
    return answer?.asked === asked ? answer.state : { state: "loading" };
  }
}
