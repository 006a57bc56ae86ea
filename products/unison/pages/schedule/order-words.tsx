import Link from "@/components/navigation/link";
import { shortDay } from "@/components/shell/relative-time";
import { formatCount } from "@/lib/numbers";
import type { ScheduledOrder } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";

/** An order in a schedule: which one it is, when it's due, how long it takes, and what is wrong. */
export function OrderWords({ order, why }: { order: ScheduledOrder; why?: string | undefined }) {
  const { id, number, title, dueOn, plannedMinutes, blockedReason } = order;
  const facts = [
    dueOn ? `Due ${shortDay(dueOn)}` : "No due date",
    plannedMinutes === null ? "No planned time" : hoursOf(plannedMinutes),
  ];
  return (
    <span className="grid min-w-0 flex-1 basis-48">
      <Link
        href={`/work-orders/${id}`}
        className="font-medium sm:truncate text-[0.8125rem] hover:text-brand hover:underline"
      >
        <span className="font-mono text-muted-foreground text-xs">{workOrderName(number)}</span> {title}
      </Link>
      <span className="text-muted-foreground text-xs">{facts.join(" · ")}</span>
      {why && <span className="text-destructive-ink text-xs">{why}</span>}
      {blockedReason !== null && <span className="text-destructive-ink text-xs">{blockedReason}</span>}
    </span>
  );
}

export const hoursOf = (minutes: number) => formatCount(Math.round(minutes / 6) / 10, "hour");
