"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import type { DescribedTime } from "@/lib/time-machine";

const url = "/api/time-machine";
/** Short, so that the progress line moves smoothly. */
const pollMs = 300;

/** The time, and a function to move it. Follows a journey in progress, and refreshes the page when it has arrived. */
export function useTime(initial: DescribedTime) {
  const router = useRouter();
  const [fetched, setFetched] = useState<DescribedTime | null>(null);
  const [error, setError] = useState<string | null>(null);
  const time = fetched && fetched.now > initial.now ? fetched : initial;
  const underWay = time.journey?.underWay ?? false;

  const ask = useCallback(async (init?: RequestInit) => {
    const answer = await fetch(url, init).catch(() => null);
    const body = await answer?.json().catch(() => null);
    if (answer?.ok) setFetched(body);
    setError(answer?.ok ? null : (body?.detail ?? "The server isn't responding."));
    return answer?.ok ? (body as DescribedTime) : null;
  }, []);

  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(async () => {
      const now = await ask();
      if (now && !now.journey?.underWay) router.refresh();
    }, pollMs);
    return () => clearInterval(timer);
  }, [underWay, ask, router]);

  const travel = (by: string) =>
    ask({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ by }) });
  return { time, underWay, error: error ?? time.journey?.reason ?? null, travel };
}
