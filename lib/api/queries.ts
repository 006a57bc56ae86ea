import { keepPreviousData, queryOptions, skipToken } from "@tanstack/react-query";
import { minute, second } from "@/lib/durations";
import { type AnswerTo, type CallInput, call, ResponseError } from "./call";

export type UsageAnswer = AnswerTo<"GET /api/v1/usage/current">;
export type PreviewRequest = CallInput<"POST /api/v1/billing/preview">["body"];

/** The keys of the cache. Invalidating one covers every query whose key starts with it. */
export const queryKeys = {
  usage: ["usage"],
  preview: ["billing", "preview"],
  jobs: ["admin", "jobs"],
  reconciliation: ["admin", "reconciliation"],
  adminSearch: ["admin", "search"],
} as const;

/** What keeps its answer current: read again whenever the tab is shown, and at an interval while it is visible. */
const followed = { refetchOnWindowFocus: "always", refetchOnReconnect: "always" } as const;

/** Whether the next answer would be the same error, such as after the end of the session. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ResponseError && error.status < 500 && error.status !== 429;

/** The organization's meters, current to the minute. */
export const usageQuery = (organization: string) =>
  queryOptions({
    queryKey: [...queryKeys.usage, organization],
    queryFn: ({ signal }) => call("GET /api/v1/usage/current", {}, { signal }),
    refetchInterval: ({ state: { error } }) => !isRefusal(error) && minute,
    ...followed,
  });

/** Debounces clicks on the quantity buttons: each preview is two requests to Stripe. */
const previewDebounceMs = 250;

/**
 * What a change would cost. Null asks nothing. An outdated preview is canceled and none is kept, because a quote is only
 * good for a few minutes.
 */
export const previewQuery = (change: PreviewRequest | null) =>
  queryOptions({
    queryKey: [...queryKeys.preview, change],
    queryFn:
      change === null
        ? skipToken
        : async ({ signal }) => {
            await delay(previewDebounceMs, signal);
            return call("POST /api/v1/billing/preview", { body: change }, { signal });
          },
    staleTime: 0,
    gcTime: 0,
  });

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** How often work in progress is polled. */
const progressMs = 2 * second;

/** The worker's queues, polled while one has work. */
export const jobsQuery = () =>
  queryOptions({
    queryKey: queryKeys.jobs,
    queryFn: ({ signal }) => call("GET /api/v1/admin/jobs", {}, { signal }),
    refetchInterval: ({ state: { data, error } }) =>
      !isRefusal(error) && !!data?.queues.some(({ waiting, running }) => waiting + running > 0) && progressMs,
    ...followed,
  });

/** The latest reconciliation runs, polled while one is in progress. */
export const reconciliationQuery = () =>
  queryOptions({
    queryKey: queryKeys.reconciliation,
    queryFn: ({ signal }) => call("GET /api/v1/admin/reconciliation", {}, { signal }),
    refetchInterval: ({ state: { data, error } }) =>
      !isRefusal(error) && !!data?.runs.some(({ status }) => status === "running") && progressMs,
    ...followed,
  });

export type SearchAnswer = AnswerTo<"GET /api/v1/admin/search">;

/** Shorter than a pause in typing, longer than the time between two letters. */
const searchDebounceMs = 150;
const shortestSearch = 2;

/** What platform admins look for, as they type. An outdated search is canceled, and the last answer shows until the next. */
export const adminSearchQuery = (typed: string) => {
  const text = typed.trim().slice(0, 100);
  return queryOptions({
    queryKey: [...queryKeys.adminSearch, text],
    queryFn:
      text.length < shortestSearch
        ? skipToken
        : async ({ signal }) => {
            await delay(searchDebounceMs, signal);
            return call("GET /api/v1/admin/search", { query: { text } }, { signal });
          },
    placeholderData: text.length < shortestSearch ? undefined : keepPreviousData,
  });
};
