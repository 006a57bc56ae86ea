import type { CSSProperties } from "react";
import { shortDay } from "@/components/shell/relative-time";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import type { PlantSchedule, ScheduledOrder } from "@/products/unison/domain";
import { type DayLoad, minutesOf } from "@/products/unison/domain/schedule/schedule";
import { hoursOf, OrderWords } from "./order-words";
import { barOf, dayBackground, timelineDays } from "./timeline";
import { whyLate } from "./why-late";

type Lane = PlantSchedule["lanes"][number];
type Slot = Lane["slots"][number];

/** Words, days, end. On a phone the days are below the words. */
const columns =
  "grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 px-5 md:grid-cols-[minmax(0,17rem)_minmax(0,1fr)_8rem]";
const daysCell = "max-md:order-last max-md:col-span-2";

/** The lanes of a plant on one timeline: how full each day is, and when each order runs and ends. */
export function LanePlan({ lanes, hours }: Pick<PlantSchedule, "lanes" | "hours">) {
  const { today } = hours;
  const important = lanes.flatMap(({ slots }) => slots.flatMap(({ order, finishesOn }) => [order.dueOn, finishesOn]));
  const days = timelineDays(today, important);
  return (
    <div
      style={{ "--days": dayBackground(days, hours) } as CSSProperties}
      className="overflow-hidden rounded-lg border bg-card shadow-raised"
    >
      <div className={cn(columns, "items-end border-b py-2.5")}>
        <p aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs max-md:col-span-2">
          <Key className="h-2 w-4 rounded-[2px] bg-chart-1">Planned</Key>
          <Key className="h-2 w-4 rounded-[2px] bg-signal">Late</Key>
          <Key className="h-3 w-0.5 bg-foreground">Due</Key>
        </p>
        <ol aria-hidden className={cn(daysCell, "flex")}>
          {days.map((day) => (
            <li
              key={day}
              className={cn(
                "figures min-w-0 flex-1 text-2xs",
                day === today ? "font-medium text-signal-ink" : "text-muted-foreground",
              )}
            >
              <span className="max-lg:hidden">{weekday.format(new Date(`${day}T00:00:00Z`))} </span>
              {Number(day.slice(8))}
            </li>
          ))}
        </ol>
      </div>
      {lanes.map((lane) => (
        <LaneRows key={lane.id} lane={lane} days={days} today={today} />
      ))}
    </div>
  );
}

const weekday = new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: "UTC" });

function Key({ className, children }: { className: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className={className} />
      {children}
    </span>
  );
}

type LaneRowsProps = { lane: Lane; days: readonly string[]; today: string };

function LaneRows({ lane: { id, name, slots, blocked, loads }, days, today }: LaneRowsProps) {
  return (
    <section aria-labelledby={id} className="border-b last:border-b-0">
      <div className={cn(columns, "items-center border-b bg-band py-2.5 last:border-b-0")}>
        <h2 id={id} className="font-semibold text-sm">
          {name}
          <span className="block font-normal text-muted-foreground text-xs">{describeLane(slots)}</span>
        </h2>
        <LoadBars loads={loads} days={days} today={today} />
      </div>
      {slots.length + blocked.length > 0 && (
        <ul className="divide-y">
          {slots.map((slot, index) => (
            <SlotRow key={slot.order.id} slot={slot} days={days} today={today} isNext={index === 0} />
          ))}
          {blocked.map((order) => (
            <BlockedRow key={order.id} order={order} />
          ))}
        </ul>
      )}
    </section>
  );
}

function SlotRow({ slot, days, today, isNext }: Omit<LaneRowsProps, "lane"> & { slot: Slot; isNext: boolean }) {
  const { order, startsOn, finishesOn, isLate } = slot;
  const { onTime, late, due } = barOf(days, { startsOn, finishesOn, dueOn: order.dueOn });
  const at = (left: number, width?: number) => ({ left: `${left}%`, ...(width ? { width: `${width}%` } : {}) });
  return (
    <li className={cn(columns, "items-center py-2.5")}>
      <OrderWords order={order} why={isLate ? whyLate(order, { finishesOn, today, isNext }) : undefined} />
      <span aria-hidden className={cn(daysCell, "relative h-full min-h-7 bg-(image:--days) max-md:min-h-5")}>
        {onTime && (
          <span
            style={at(onTime.left, onTime.width)}
            className="absolute top-1/2 h-4 -translate-y-1/2 rounded-[2px] max-md:h-2.5 bg-chart-1"
          />
        )}
        {late && (
          <span
            style={at(late.left, late.width)}
            className="absolute top-1/2 h-4 -translate-y-1/2 rounded-[2px] max-md:h-2.5 bg-signal"
          />
        )}
        {due !== undefined && <span style={at(due)} className="absolute inset-y-0 -ml-px w-0.5 bg-foreground" />}
      </span>
      <Badge variant={isLate ? "destructive" : "success"} className="justify-self-end">
        {finishesOn === null ? "No date" : `Finishes ${shortDay(finishesOn)}`}
      </Badge>
    </li>
  );
}

function BlockedRow({ order }: { order: ScheduledOrder }) {
  return (
    <li className={cn(columns, "items-center py-2.5")}>
      <OrderWords order={order} />
      <span aria-hidden className={cn(daysCell, "h-full bg-(image:--days) max-md:hidden")} />
      <Badge variant="destructive" className="justify-self-end">
        Blocked
      </Badge>
    </li>
  );
}

function describeLane(slots: Lane["slots"]): string {
  const work = slots.reduce((sum, { order }) => sum + minutesOf(order), 0);
  const end = slots.at(-1)?.finishesOn;
  if (work === 0) return "No work";
  return `${hoursOf(work)} of work${end ? `, finishes ${shortDay(end)}` : ", but no working hours"}`;
}

/** How full each of the next days is. */
function LoadBars({ loads, days, today }: { loads: readonly DayLoad[]; days: readonly string[]; today: string }) {
  const byDay = new Map(loads.map((load) => [load.day, load]));
  return (
    <ol aria-label="Load by day" className={cn(daysCell, "flex")}>
      {days.map((day) => {
        const { used, capacity } = byDay.get(day) ?? { used: 0, capacity: 0 };
        const full = capacity === 0 ? 0 : Math.round((used / capacity) * 100);
        const name = day === today ? "Today" : shortDay(day);
        return (
          <li key={day} className="flex h-7 min-w-0 flex-1 items-end px-px" title={`${name}: ${full}% of capacity`}>
            <span className="sr-only">{`${full}% on ${name}`}</span>
            {full > 0 && (
              <span
                aria-hidden
                className={cn("w-full rounded-t-[2px]", full >= 100 ? "bg-warning" : "bg-chart-1")}
                style={{ height: `${full}%` }}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}
