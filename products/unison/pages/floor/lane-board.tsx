import Link from "@/components/navigation/link";
import { Writes } from "@/components/shell/writes";
import type { LaneColumn as Column } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { OrderCardBody } from "@/products/unison/pages/dashboard/order-card";
import { LaneBoardArea } from "./lane-board-context";
import { LaneCard } from "./lane-card";
import { LaneColumn } from "./lane-column";

type LaneBoardProps = { columns: readonly Column[]; now: Date; mayMove: boolean; plantId: string };

/** A plant's lanes side by side, each in the order in which its work should run. */
export function LaneBoard({ columns, now, mayMove, plantId }: LaneBoardProps) {
  const lanes = columns.map(({ id, name }) => ({ id, name }));
  return (
    <Writes>
      <LaneBoardArea lanes={lanes} mayMove={mayMove}>
        <div className="-mx-1 grid auto-cols-[minmax(13rem,1fr)] grid-flow-col gap-3 overflow-x-auto px-1 pb-1 max-sm:grid-flow-row">
          {columns.map(({ id, name, total, rows }) => (
            <LaneColumn key={id ?? "none"} lane={{ id, name }} total={total}>
              {rows.length === 0 ? (
                <p className="px-1 py-4 text-center text-muted-foreground text-xs">
                  {id === null ? "All work orders are in a lane." : "No work orders."}
                </p>
              ) : (
                <ul className="grid grid-cols-1 gap-2">
                  {rows.map((order) => (
                    <LaneCard
                      key={order.id}
                      order={{ id: order.id, name: workOrderName(order.number), laneId: order.laneId }}
                    >
                      <OrderCardBody order={order} now={now} mayMove={mayMove} showsStatus />
                    </LaneCard>
                  ))}
                </ul>
              )}
              {total > rows.length && (
                <Link
                  href={`/work-orders?plant=${plantId}`}
                  className="rounded-sm px-1 py-1 text-center text-muted-foreground text-xs hover:text-foreground"
                >
                  {total - rows.length} more
                </Link>
              )}
            </LaneColumn>
          ))}
        </div>
      </LaneBoardArea>
    </Writes>
  );
}
