import { QueryClient } from "@tanstack/react-query";
import { minute } from "@/lib/durations";
import { ResponseError } from "./call";

/** Retries a lost connection once. Any response is final: a refusal stays one, and an overloaded server needs no more load. */
export const shouldRetry = (failures: number, error: Error): boolean =>
  failures < 1 && !(error instanceof ResponseError);

/** A page's cache of the API's answers. One per signed-in visit, so that no answer outlives the session. */
export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        staleTime: minute,
        // What should follow the server says so itself.
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // The app may run on this machine: without a network, the browser still reaches it.
        networkMode: "always",
      },
      // Nobody but the person decides whether a change is sent again.
      mutations: { retry: false, networkMode: "always" },
    },
  });
