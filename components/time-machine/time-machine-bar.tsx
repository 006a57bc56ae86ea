"use client";

import { Clock, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { DemoCode, DescribedTime } from "@/lib/time-machine";
import { AuthenticatorCode } from "./authenticator-code";
import { aheadWords, dateWords, instantWords } from "./time-words";
import { TravelButtons } from "./travel-buttons";
import { useTime } from "./use-time";

const panelId = "time-machine-panel";

/** Closed, it is a tab as low as the padding at the end of every page, so that it covers nothing. Escape closes it. */
export function TimeMachineBar({ initial, code }: { initial: DescribedTime; code: DemoCode | null }) {
  const { time, underWay, error, travel } = useTime(initial);
  const [open, setOpen] = useState(false);
  const tab = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) panel.current?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    tab.current?.focus();
  };
  return (
    <aside aria-label="Time machine" data-time-machine className="print:hidden">
      <button
        ref={tab}
        type="button"
        aria-expanded={open}
        aria-controls={panelId}
        onClick={() => (open ? close() : setOpen(true))}
        className="fixed right-0 bottom-0 z-40 flex h-6 items-center gap-1.5 rounded-tl-md border-t border-l bg-popover px-2 text-muted-foreground text-xs hover:text-foreground"
      >
        <Clock className="size-3.5" aria-hidden />
        <span className={time.shift === 0 ? "sr-only" : undefined}>
          {time.shift === 0 ? "Time machine" : dateWords(underWay && time.journey ? time.journey.at : time.now)}
        </span>
      </button>
      {open && (
        <section
          id={panelId}
          ref={panel}
          tabIndex={-1}
          aria-label="Move time"
          onKeyDown={(event) => event.key === "Escape" && close()}
          className="fixed inset-x-2 bottom-8 z-40 space-y-3 rounded-lg border bg-popover p-4 text-popover-foreground text-sm shadow-float outline-none sm:right-2 sm:left-auto sm:w-88"
        >
          <div className="flex items-start justify-between gap-2">
            <div>
              <p className="font-semibold tabular-nums">
                <time dateTime={time.now}>{instantWords(time.now)}</time>
              </p>
              <p className="text-muted-foreground text-xs">{aheadWords(time.shift)}. Stripe's clock moves with it.</p>
            </div>
            <Button variant="ghost" size="icon" className="-m-1.5" aria-label="Close the time machine" onClick={close}>
              <X aria-hidden />
            </Button>
          </div>
          <TravelButtons now={time.now} disabled={underWay} travel={travel} />
          <JourneyProgress journey={time.journey} />
          {code && (
            <div className="border-t pt-3">
              <AuthenticatorCode initial={code} />
            </div>
          )}
          {error && (
            <p role="alert" className="text-destructive-ink">
              {error}
            </p>
          )}
        </section>
      )}
    </aside>
  );
}

/** The progress of a journey and its latest event. */
function JourneyProgress({ journey }: { journey: DescribedTime["journey"] }) {
  const latest = journey?.latest;
  const what = latest ? `${latest.who ? `${latest.who}: ` : ""}${latest.what}` : "";
  return (
    <div className="space-y-1.5 empty:hidden">
      {journey?.underWay && <Progress aria-label="Time machine progress" value={Math.floor(journey.share * 100)} />}
      <p role="status" className="truncate text-muted-foreground text-xs empty:hidden">
        {journey && (journey.underWay ? `${dateWords(journey.at)} ${what && `· ${what}`}` : what && `Last: ${what}`)}
      </p>
    </div>
  );
}
