import { Writes } from "@/components/shell/writes";
import type { LaneColumn as Column } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { OrderCardBody } from "@/products/unison/pages/dashboard/order-card";
import { LaneBoardArea } from "./lane-board-context";
import { LaneColumns } from "./lane-columns";

type LaneBoardProps = { columns: readonly Column[]; now: Date; mayMove: boolean; plantId: string };

/** A plant's lanes side by side, each in the order in which its work should run. */
export function LaneBoard({ columns, now, mayMove, plantId }: LaneBoardProps) {
  const lanes = columns.map(({ id, name }) => ({ id, name }));
  const cards = columns.flatMap(({ rows }) =>
    rows.map((order) => ({
      order: { id: order.id, name: workOrderName(order.number), laneId: order.laneId },
      number: order.number,
      status: order.status,
      priority: order.priority,
      dueOn: order.dueOn,
      card: <OrderCardBody order={order} now={now} mayMove={mayMove} showsStatus />,
    })),
  );
  return (
    <Writes>
      <LaneBoardArea lanes={lanes} mayMove={mayMove}>
        <LaneColumns
          columns={columns.map(({ id, name, total, rows }) => ({ id, name, more: total - rows.length }))}
          cards={cards}
          moreHref={`/work-orders?plant=${plantId}`}
        />
      </LaneBoardArea>
    </Writes>
  );
}
