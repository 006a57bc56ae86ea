import { Shuffle } from "lucide-react";
import Link from "@/components/navigation/link";
import { shortDay } from "@/components/shell/relative-time";
import { Writes } from "@/components/shell/writes";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/numbers";
import type { PlantSchedule, ScheduledOrder } from "@/products/unison/domain";
import { assumedMinutes, type DayLoad, minutesOf } from "@/products/unison/domain/schedule/schedule";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { ActionButton } from "../forms/action-button";
import { assignPlantLanes } from "./actions";
import { whyLate } from "./why-late";

type PlantScheduleViewProps = { plantId: string; schedule: PlantSchedule; mayAssign: boolean };

const shownDays = 14;

export function PlantScheduleView({ plantId, schedule, mayAssign }: PlantScheduleViewProps) {
  const { lanes, unassigned, hours } = schedule;
  const late = lanes.flatMap(({ slots }) => slots.filter(({ isLate }) => isLate)).length;
  const blocked = lanes.flatMap((lane) => lane.blocked).length;
  return (
    <div className="grid gap-6">
      <p className="text-sm">
        {late === 0 ? "All work in the lanes will finish on time." : `${formatCount(late, "work order")} will be late.`}
        {blocked > 0 && ` ${formatCount(blocked, "work order")} ${blocked === 1 ? "is" : "are"} blocked.`}{" "}
        <span className="text-muted-foreground">
          Orders without a planned time count as {assumedMinutes / 60} hours.
        </span>
      </p>
      {unassigned.length > 0 && (
        <Card className="gap-3">
          <CardHeader>
            <CardTitle>Not assigned</CardTitle>
            <CardDescription>{formatCount(unassigned.length, "work order")} without a lane</CardDescription>
          </CardHeader>
          <CardContent className="grid gap-3">
            {mayAssign && (
              <Writes>
                <ActionButton
                  variant="outline"
                  size="sm"
                  className="w-fit"
                  action={assignPlantLanes}
                  input={{ id: plantId }}
                  done="Lanes assigned"
                >
                  <Shuffle aria-hidden />
                  Assign by load and due date
                </ActionButton>
              </Writes>
            )}
            <ul className="grid divide-y">
              {unassigned.slice(0, 10).map((order) => (
                <OrderLine key={order.id} order={order} />
              ))}
            </ul>
          </CardContent>
        </Card>
      )}
      {lanes.map(({ id, name, slots, blocked: waiting, loads }) => (
        <Card key={id} className="gap-4">
          <CardHeader>
            <CardTitle>{name}</CardTitle>
            <CardDescription>{describeLane(slots)}</CardDescription>
          </CardHeader>
          <CardContent className="grid gap-4">
            <LoadBars loads={loads} today={hours.today} />
            {slots.length + waiting.length > 0 && (
              <ul className="grid divide-y">
                {slots.map(({ order, finishesOn, isLate }, index) => (
                  <OrderLine
                    key={order.id}
                    order={order}
                    finishesOn={finishesOn}
                    why={isLate ? whyLate(order, { finishesOn, today: hours.today, isNext: index === 0 }) : undefined}
                  />
                ))}
                {waiting.map((order) => (
                  <OrderLine key={order.id} order={order} />
                ))}
              </ul>
            )}
          </CardContent>
        </Card>
      ))}
    </div>
  );
}

type Slots = PlantSchedule["lanes"][number]["slots"];

function describeLane(slots: Slots): string {
  const work = slots.reduce((sum, { order }) => sum + minutesOf(order), 0);
  const end = slots.at(-1)?.finishesOn;
  if (work === 0) return "No work";
  return `${hoursOf(work)} of work${end ? `, finishes ${shortDay(end)}` : ", but no working hours"}`;
}

const hoursOf = (minutes: number) => formatCount(Math.round(minutes / 6) / 10, "hour");

/** How full each of the next days is. */
function LoadBars({ loads, today }: { loads: readonly DayLoad[]; today: string }) {
  const days = loads.filter(({ capacity }) => capacity > 0).slice(0, shownDays);
  if (days.length === 0) return null;
  return (
    <ol aria-label="Load by working day" className="flex gap-1">
      {days.map(({ day, used, capacity }) => {
        const full = Math.round((used / capacity) * 100);
        return (
          <li key={day} className="grid min-w-0 max-w-14 flex-1 gap-1" title={`${shortDay(day)}: ${full}% of capacity`}>
            <span className="flex h-10 items-end overflow-hidden rounded-sm bg-muted">
              <span
                aria-hidden
                className={cn("w-full", full >= 100 ? "bg-warning" : "bg-chart-1")}
                style={{ height: `${full}%` }}
              />
            </span>
            <span className="truncate text-center text-2xs text-muted-foreground tabular-nums">
              <span className="sr-only">{full}% on </span>
              {day === today ? "Today" : shortDay(day)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

type OrderLineProps = {
  order: ScheduledOrder;
  finishesOn?: string | null;
  /** Why it will be late; undefined if it won't. */
  why?: string | undefined;
};

function OrderLine({ order, finishesOn, why }: OrderLineProps) {
  const { id, number, title, dueOn, plannedMinutes, blockedReason } = order;
  const facts = [
    dueOn ? `Due ${shortDay(dueOn)}` : "No due date",
    plannedMinutes === null ? "No planned time" : hoursOf(plannedMinutes),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
      <span className="grid min-w-0 flex-1 basis-48">
        <Link
          href={`/work-orders/${id}`}
          className="truncate font-medium text-[0.8125rem] hover:text-brand hover:underline"
        >
          <span className="font-mono text-muted-foreground text-xs">{workOrderName(number)}</span> {title}
        </Link>
        <span className="text-muted-foreground text-xs">{facts.join(" · ")}</span>
        {why && <span className="text-destructive-ink text-xs">{why}</span>}
        {blockedReason !== null && <span className="text-destructive-ink text-xs">{blockedReason}</span>}
      </span>
      {blockedReason !== null ? (
        <Badge variant="destructive">Blocked</Badge>
      ) : (
        finishesOn !== undefined && (
          <Badge variant={why ? "destructive" : "success"}>
            {finishesOn === null ? "No date" : `Finishes ${shortDay(finishesOn)}`}
          </Badge>
        )
      )}
    </li>
  );
}
