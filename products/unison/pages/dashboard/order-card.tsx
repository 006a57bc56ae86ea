import { CircleCheck } from "lucide-react";
import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Writes } from "@/components/shell/writes";
import { formatCount } from "@/lib/numbers";
import type { WorkOrderRow } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { DueBadge } from "@/products/unison/pages/work-orders/due-badge";
import { MoveButton } from "@/products/unison/pages/work-orders/move-button";
import { BlockedMark, PriorityMark, StatusBadge } from "@/products/unison/pages/work-orders/order-badges";

type OrderCardProps = {
  order: WorkOrderRow;
  now: Date;
  mayMove: boolean;
  /** Where the column doesn't say it. */
  showsStatus?: boolean;
};

/** A work order on the board of the dashboard. */
export function OrderCard(props: OrderCardProps) {
  return (
    <li className="grid grid-cols-1 gap-1.5 rounded-md border bg-card p-3 shadow-raised">
      <OrderCardBody {...props} />
    </li>
  );
}

/** What a card shows. A column can be as narrow as 180 px, so the last line wraps instead of overflowing. */
export function OrderCardBody({ order, now, mayMove, showsStatus = false }: OrderCardProps) {
  const facts = [formatCount(order.quantity, "pc"), order.product, order.departmentName];
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2">
        <span className="font-mono text-2xs text-muted-foreground">{workOrderName(order.number)}</span>
        {showsStatus && order.status === "in_progress" && <StatusBadge status={order.status} />}
        <span className="grow" />
        {order.status !== "done" && <PriorityMark priority={order.priority} />}
      </div>
      <div className="grid grid-cols-1 gap-0.5">
        <Link
          href={`/work-orders/${order.id}`}
          className="text-pretty font-medium text-[0.8125rem] leading-5 [overflow-wrap:anywhere] hover:text-brand hover:underline hover:underline-offset-4"
        >
          {order.title}
        </Link>
        <p className="truncate text-muted-foreground text-xs tabular-nums">{facts.filter(Boolean).join(" · ")}</p>
        <BlockedMark reason={order.blockedReason} />
      </div>
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-2 gap-y-1">
        {order.status === "done" ? (
          <span className="inline-flex items-center gap-1 text-success-ink text-xs">
            <CircleCheck className="size-3.5" aria-hidden />
            {order.finishedAt ? `Finished ${relativeTime(order.finishedAt, now)}` : "Finished"}
          </span>
        ) : (
          <DueBadge order={order} now={now} />
        )}
        {mayMove && order.status !== "done" && (
          <Writes>
            <MoveButton order={order} className="ml-auto h-7 px-2.5 text-xs" />
          </Writes>
        )}
      </div>
    </>
  );
}
