"use client";

import { type DefaultError, type QueryKey, type UseQueryOptions, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";

/**
 * Renders the page's server parts again when `query` answers something else than they show.
 *
 * @param rendered the answer they show. Put it into the cache with `Prefetched`.
 */
export function useRefreshOnChange<Data, Key extends QueryKey>(
  query: UseQueryOptions<Data, DefaultError, Data, Key>,
  rendered: NoInfer<Data>,
): void {
  const router = useRouter();
  const { data } = useQuery(query);
  const answer = JSON.stringify(data);
  const last = useRef(answer);
  const compare = useEffectEvent((latest: string | undefined) => {
    if (latest !== undefined && latest !== JSON.stringify(rendered)) router.refresh();
  });
  // Not on the first render: the cache may still have the answer of an earlier visit, until `Prefetched` replaces it.
  useEffect(() => {
    if (last.current === answer) return;
    last.current = answer;
    compare(answer);
  }, [answer]);
}
