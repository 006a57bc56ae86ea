"use client";

import { type DataTag, dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";

type PrefetchedProps<Data> = {
  queryKey: DataTag<QueryKey, Data, Error>;
  /** What the server has read for this render. */
  data: NoInfer<Data>;
  children: ReactNode;
};

/**
 * Puts what the server has read into the cache, on each render of the page. It is dehydrated here and not on the server,
 * because the cache keeps the later of two answers: both must be dated by the same clock.
 */
export function Prefetched<Data>({ queryKey, data, children }: PrefetchedProps<Data>) {
  const state = useMemo(() => {
    const client = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
    client.setQueryData<unknown>(queryKey, data);
    return dehydrate(client);
  }, [queryKey, data]);
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>;
}
