"use client";

import { Eye, PencilLine } from "lucide-react";
import { useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { announcementOf, timeLeft } from "./time-left";

type ImpersonationBannerProps = {
  admin: string;
  user: string;
  organization: string;
  readOnly: boolean;
  /** Milliseconds left when the page was made. */
  left: number;
  end: () => Promise<void>;
  /** Where the browser goes when the time is up. */
  overPath: string;
};

/** On every page while an admin looks through a customer's eyes, above everything else. */
export function ImpersonationBanner({
  admin,
  user,
  organization,
  readOnly,
  left,
  end,
  overPath,
}: ImpersonationBannerProps) {
  const [ending, startEnding] = useTransition();
  const ms = useCountdown(left);
  const over = ms <= 0;
  useEffect(() => {
    if (over) window.location.assign(overPath);
  }, [over, overPath]);
  const Icon = readOnly ? Eye : PencilLine;
  return (
    <section
      aria-label="Acting as a customer"
      className="sticky top-14 z-20 bg-foreground text-background text-sm lg:top-0"
    >
      <div className="mx-auto flex max-w-7xl items-center gap-x-4 gap-y-2 px-4 py-2 max-sm:items-end sm:px-6 lg:px-8">
        <Icon className="size-4 shrink-0 max-sm:hidden" aria-hidden />
        <p className="min-w-0 flex-1 text-pretty [overflow-wrap:anywhere]">
          <span className="font-medium">{admin}</span> as <span className="font-medium">{user}</span> in{" "}
          <span className="font-medium">{organization}</span>. {readOnly ? "Read-only" : "Changes are written down"}
          <span className="max-sm:hidden">
            {readOnly ? ": whatever would change something is off" : " under both names"}
          </span>
          .{" "}
          <span className="whitespace-nowrap tabular-nums" suppressHydrationWarning>
            {timeLeft(ms)}
          </span>
        </p>
        <Button
          size="sm"
          variant="secondary"
          className="shrink-0"
          pending={ending}
          onClick={() => startEnding(() => end())}
        >
          End<span className="sr-only"> and go back to your own session</span>
        </Button>
      </div>
      <p role="status" className="sr-only">
        {announcementOf(ms)}
      </p>
    </section>
  );
}

/** Counted from when the page was made, so a browser whose clock is wrong counts right. */
function useCountdown(left: number): number {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - began), 1_000);
    return () => clearInterval(timer);
  }, []);
  return left - passed;
}
