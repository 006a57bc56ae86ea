"use client";

import { Eye, PencilLine } from "lucide-react";
import { useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { endImpersonation } from "../actions";
import { announcementOf, timeLeft } from "./time-left";

type ImpersonationBannerProps = {
  admin: string;
  user: string;
  organization: string;
  readOnly: boolean;
  /** Milliseconds left when the page was rendered. */
  left: number;
  /** Where the browser goes when time is up. */
  overPath: string;
};

/** Above everything else on every page of a support session. */
export function ImpersonationBanner({ admin, user, organization, readOnly, left, overPath }: ImpersonationBannerProps) {
  const [ending, startEnding] = useTransition();
  const ms = useCountdown(left);
  const isOver = ms <= 0;
  useEffect(() => {
    if (isOver) window.location.assign(overPath);
  }, [isOver, overPath]);
  const Icon = readOnly ? Eye : PencilLine;
  return (
    <section aria-label="Support session" className="sticky top-14 z-20 bg-foreground text-background text-sm lg:top-0">
      <div className="mx-auto flex max-w-7xl items-center gap-x-4 gap-y-2 px-4 py-2 sm:px-6 lg:px-8">
        <Icon className="size-4 shrink-0 max-sm:hidden" aria-hidden />
        {/* Two lines on a phone: there, the admin knows who they are. */}
        <p className="min-w-0 flex-1 text-pretty sm:[overflow-wrap:anywhere]">
          <span className="max-sm:block max-sm:truncate">
            <span className="max-sm:hidden">
              <span className="font-medium">{admin}</span> as{" "}
            </span>
            <span className="font-medium">{user}</span> in <span className="font-medium">{organization}</span>.
          </span>{" "}
          {readOnly ? "View only" : "Full access"}
          <span className="max-sm:hidden">{readOnly ? " – changes are disabled" : " – logged under both names"}</span>.{" "}
          <span className="figures whitespace-nowrap" suppressHydrationWarning>
            {timeLeft(ms)}
          </span>
        </p>
        <Button
          size="sm"
          variant="secondary"
          className="shrink-0"
          pending={ending}
          onClick={() => startEnding(() => endImpersonation())}
        >
          Exit<span className="sr-only"> support session</span>
        </Button>
      </div>
      <p role="status" className="sr-only">
        {announcementOf(ms)}
      </p>
    </section>
  );
}

/** Counts from when the page loaded, so a wrong clock in the browser doesn't matter. */
function useCountdown(left: number): number {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - began), 1_000);
    return () => clearInterval(timer);
  }, []);
  return left - passed;
}
