import { QueryClient } from "@tanstack/react-query";
import { minute } from "@/lib/durations";
import { ResponseError } from "./call";

/** Retries a lost connection once. Any response is final: a refusal stays one, and an overloaded server needs no more load. */
const shouldRetry = (failures: number, error: Error): boolean => failures < 1 && !(error instanceof ResponseError);

/** A page's cache of the API's answers. Each signed-in layout has its own, so no answer outlives the session. */
export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        staleTime: minute,
        // Queries that follow the server ask for it.
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // The app may run on this machine: without a network, the browser still reaches it.
        networkMode: "always",
      },
      // The person decides whether a change is sent again.
      mutations: { retry: false, networkMode: "always" },
    },
  });
