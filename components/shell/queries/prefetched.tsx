"use client";

import { type DataTag, dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { wallNow } from "@/lib/clock";

type PrefetchedProps<Data extends object> = {
  queryKey: DataTag<QueryKey, Data, Error>;
  /** What the server has read for this render. */
  data: NoInfer<Data>;
  children: ReactNode;
};

/**
 * Puts what the server has read into the cache, on each render of the page. It is dehydrated here and not on the server,
 * because the cache keeps the later of two answers: both must be dated by the same clock. An answer keeps the date of its
 * arrival: with the browser's back button Next.js shows a page as it was, which must not replace a later answer.
 */
export function Prefetched<Data extends object>({ queryKey, data, children }: PrefetchedProps<Data>) {
  const state = useMemo(() => {
    const client = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
    client.setQueryData<unknown>(queryKey, data, { updatedAt: arrivalOf(data) });
    return dehydrate(client);
  }, [queryKey, data]);
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>;
}

const arrivals = new WeakMap<object, number>();

function arrivalOf(data: object): number {
  const arrival = arrivals.get(data) ?? wallNow().getTime();
  arrivals.set(data, arrival);
  return arrival;
}
