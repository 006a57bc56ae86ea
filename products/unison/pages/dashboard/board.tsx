import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";
import type { BoardColumn } from "@/products/unison/domain";
import { statusLabels, type WorkOrderStatus } from "@/products/unison/domain/work-orders/work-order";
import { OrderCard } from "./order-card";

type BoardProps = { columns: readonly BoardColumn[]; now: Date; mayMove: boolean };

/** A phone shows only the top of each lane, so that all three stay within reach. */
const shownOnPhone = 2;

const dots: Readonly<Record<WorkOrderStatus, string>> = {
  open: "bg-muted-foreground/60",
  in_progress: "bg-info",
  done: "bg-success",
};
const empty: Readonly<Record<WorkOrderStatus, string>> = {
  open: "No work orders to do.",
  in_progress: "No work orders in progress.",
  done: "No finished work orders yet.",
};

/** The lanes side by side with the most urgent orders on top; stacked on a phone. */
export function Board({ columns, now, mayMove }: BoardProps) {
  return (
    <div className="grid grid-cols-1 gap-3 md:grid-cols-3">
      {columns.map(({ status, total, rows }) => (
        <section
          key={status}
          aria-label={statusLabels[status]}
          className="grid grid-cols-1 content-start gap-2 rounded-lg border bg-band p-2"
        >
          <h2 className="flex items-center gap-2 px-1 pt-0.5 font-medium text-[0.8125rem]">
            <span aria-hidden className={cn("size-2 rounded-full", dots[status])} />
            {statusLabels[status]}
            <span className="ml-auto text-muted-foreground text-xs tabular-nums">{total}</span>
          </h2>
          {rows.length === 0 ? (
            <p className="px-1 py-4 text-center text-muted-foreground text-xs">{empty[status]}</p>
          ) : (
            <ul className="grid grid-cols-1 gap-2 max-md:[&>li:nth-child(n+3)]:hidden">
              {rows.map((order) => (
                <OrderCard key={order.id} order={order} now={now} mayMove={mayMove} />
              ))}
            </ul>
          )}
          {total > shownOnPhone && (
            <Link
              href={`/work-orders?status=${status}`}
              className={cn(
                "rounded-sm px-1 py-1 text-center text-muted-foreground text-xs hover:text-foreground",
                total <= rows.length && "md:hidden",
              )}
            >
              Show all {total}
            </Link>
          )}
        </section>
      ))}
    </div>
  );
}
