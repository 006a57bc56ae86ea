"use client";

import { useQuery } from "@tanstack/react-query";
import type { AnswerTo } from "@/lib/api/call";
import { type PreviewRequest, previewQuery } from "@/lib/api/queries";

export type PreviewJson = AnswerTo<"POST /api/v1/billing/preview">;
export type PreviewState =
  | { state: "idle" }
  | { state: "loading" }
  | { state: "failed"; message: string }
  | { state: "ready"; preview: PreviewJson };

/**
 * Previews what a change would cost, again whenever `change` changes or `refresh` is called. Null previews nothing.
 */
export function usePreview(change: PreviewRequest | null): { state: PreviewState; refresh: () => void } {
  const { data, error, isFetching, refetch } = useQuery(previewQuery(change));
  return { state: stateOf(), refresh: () => void refetch() };

  function stateOf(): PreviewState {
    if (change === null) return { state: "idle" };
    // Also while it is refreshed: an outdated quote can't be confirmed.
    if (isFetching) return { state: "loading" };
    if (error) return { state: "failed", message: error.message };
    return data ? { state: "ready", preview: data } : { state: "loading" };
  }
}
