import { Shuffle } from "lucide-react";
import { Writes } from "@/components/shell/writes";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { formatCount } from "@/lib/numbers";
import type { PlantSchedule, ScheduledOrder } from "@/products/unison/domain";
import { assumedMinutes } from "@/products/unison/domain/schedule/schedule";
import { ActionButton } from "../forms/action-button";
import { assignPlantLanes } from "./actions";
import { LanePlan } from "./lane-plan";
import { OrderWords } from "./order-words";

type PlantScheduleViewProps = { plantId: string; schedule: PlantSchedule; mayAssign: boolean };

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
      {lanes.length > 0 && <LanePlan lanes={lanes} hours={hours} />}
    </div>
  );
}

/** An order that waits for a lane. */
function OrderLine({ order }: { order: ScheduledOrder }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
      <OrderWords order={order} />
      {order.blockedReason !== null && <Badge variant="destructive">Blocked</Badge>}
    </li>
  );
}
