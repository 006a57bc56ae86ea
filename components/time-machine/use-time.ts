"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import type { DescribedTime } from "@/lib/time-machine";

const address = "/api/time-machine";
/** A progress line wants to be looked at so often. */
const everyMs = 300;

/**
 * What time it is, and the way to another. While a journey is under way it is followed; when it has arrived, the page is
 * asked for anew.
 */
export function useTime(initial: DescribedTime) {
  const router = useRouter();
  const [told, setTold] = useState<DescribedTime | null>(null);
  const [error, setError] = useState<string | null>(null);
  const time = told && told.now > initial.now ? told : initial;
  const underWay = time.journey?.underWay ?? false;

  const ask = useCallback(async (init?: RequestInit) => {
    const answer = await fetch(address, init).catch(() => null);
    const body = await answer?.json().catch(() => null);
    if (answer?.ok) setTold(body);
    setError(answer?.ok ? null : (body?.detail ?? "The server does not answer."));
    return answer?.ok ? (body as DescribedTime) : null;
  }, []);

  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(async () => {
      const now = await ask();
      if (now && !now.journey?.underWay) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [underWay, ask, router]);

  const travel = (by: string) =>
    ask({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ by }) });
  return { time, underWay, error: error ?? time.journey?.reason ?? null, travel };
}
