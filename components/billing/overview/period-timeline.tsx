import { cn } from "@/lib/cn";
import { formatShortUtcDate } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import type { Timeline, TimelineMark } from "./timeline";

/** The period as a line from its start to its end, with today over it and the dates under it. */
export function PeriodTimeline({ timeline, now }: { timeline: Timeline; now: Date }) {
  const { marks, passed, daysLeft } = timeline;
  return (
    <div className="relative grid gap-3 pt-6 text-xs">
      <div aria-hidden className="relative h-4">
        <span className="absolute inset-x-0 top-1.5 h-1 rounded-full bg-border" />
        <span className="absolute top-1.5 left-0 h-1 rounded-full bg-foreground" style={{ width: `${passed}%` }} />
        {marks.map((mark) => (
          <Tick key={`${mark.kind} ${mark.position}`} {...mark} />
        ))}
      </div>
      <ol aria-label="This period" className="flex flex-wrap justify-between gap-x-6 gap-y-2">
        {marks.map((mark) =>
          mark.kind === "today" ? (
            <li
              key="today"
              className={cn("absolute top-0 font-medium text-signal-ink", anchorOf(passed))}
              style={passed > 80 ? { right: `${100 - passed}%` } : { left: `${passed}%` }}
            >
              Today, {formatCount(daysLeft, "day")} left
            </li>
          ) : (
            <li key={`${mark.kind} ${mark.position}`} className="grid gap-0.5 last:text-right">
              <span className="text-muted-foreground">{mark.label}</span>
              <span className="figures">{formatShortUtcDate(mark.at, now)}</span>
            </li>
          ),
        )}
      </ol>
    </div>
  );
}

/** At the edges the text stays within the line. */
const anchorOf = (position: number) => (position > 20 && position <= 80 ? "-translate-x-1/2" : "");

function Tick({ kind, position }: TimelineMark) {
  const left = { left: `clamp(0.25rem, ${position}%, calc(100% - 0.25rem))` };
  if (kind === "today") {
    return (
      <span
        className="absolute top-0 size-4 -translate-x-1/2 rounded-full border-[3px] border-card bg-signal ring-1 ring-signal"
        style={left}
      />
    );
  }
  const isCharge = kind === "end" || kind === "change" || kind === "trial_end";
  return (
    <span
      className={cn(
        "absolute top-1 size-2 -translate-x-1/2 rounded-full",
        isCharge ? "border-2 border-foreground bg-card" : "bg-foreground",
      )}
      style={left}
    />
  );
}
