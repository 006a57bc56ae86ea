import { CalendarClock } from "lucide-react";
import { shortDay } from "@/components/shell/relative-time";
import { cn } from "@/lib/cn";
import { dueState, type WorkOrderStatus } from "@/products/unison/domain/work-orders/work-order";

type DueBadgeProps = {
  order: { dueOn: string | null; status: WorkOrderStatus; timeZone: string };
  now: Date;
  className?: string;
};

/** When an order is due, highlighted when it is late. */
export function DueBadge({ order, now, className }: DueBadgeProps) {
  if (order.dueOn === null || order.status === "done") return null;
  const state = dueState(order, now);
  const day = shortDay(order.dueOn);
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1 whitespace-nowrap align-middle text-muted-foreground text-xs tabular-nums",
        state === "overdue" && "font-medium text-destructive-ink",
        state === "today" && "font-medium text-warning-ink",
        className,
      )}
    >
      <CalendarClock className="size-3.5" aria-hidden />
      {state === "overdue" ? `Overdue ${day}` : state === "today" ? "Due today" : `Due ${day}`}
    </span>
  );
}
