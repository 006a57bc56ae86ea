"use client";

import { Progress } from "@/components/ui/progress";
import type { DescribedTime } from "@/lib/time-machine";
import { dateWords } from "./time-words";

/** The progress of a journey and its latest event. */
export function JourneyProgress({ journey }: { journey: DescribedTime["journey"] }) {
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
