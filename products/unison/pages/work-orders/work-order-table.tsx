import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Writes } from "@/components/shell/writes";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatNumber } from "@/lib/numbers";
import type { WorkOrderRow } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { DueBadge } from "./due-badge";
import { MoveButton } from "./move-button";
import { PriorityMark, StatusBadge } from "./order-badges";

type WorkOrderTableProps = { orders: readonly WorkOrderRow[]; now: Date; mayMove: boolean; manyPlants: boolean };

export function WorkOrderTable({ orders, now, mayMove, manyPlants }: WorkOrderTableProps) {
  return (
    <Card className="overflow-hidden py-0">
      <Table label="Work orders">
        <TableHeader>
          <TableRow>
            <TableHead className="max-sm:hidden">Number</TableHead>
            <TableHead>Work order</TableHead>
            <TableHead className="max-sm:hidden">Status</TableHead>
            <TableHead numeric className="max-sm:hidden">
              Quantity
            </TableHead>
            <TableHead className="max-lg:hidden">{manyPlants ? "Plant" : "Department"}</TableHead>
            <TableHead className="max-md:hidden">Due</TableHead>
            {mayMove && (
              <TableHead>
                <span className="sr-only">Next step</span>
              </TableHead>
            )}
          </TableRow>
        </TableHeader>
        <TableBody>
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} now={now} mayMove={mayMove} manyPlants={manyPlants} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

type OrderRowProps = { order: WorkOrderRow; now: Date; mayMove: boolean; manyPlants: boolean };

function OrderRow({ order, now, mayMove, manyPlants }: OrderRowProps) {
  const place = manyPlants ? order.plantName : order.departmentName;
  return (
    // The link covers the row; what else can be pressed lies over it.
    <TableRow className="relative">
      <TableCell className="font-mono text-muted-foreground text-xs max-sm:hidden">
        {workOrderName(order.number)}
      </TableCell>
      <TableCell className="min-w-36">
        <Link
          href={`/work-orders/${order.id}`}
          className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring focus-visible:after:-outline-offset-2"
        >
          {order.title}
        </Link>
        <p className="flex flex-wrap items-center gap-x-2 text-muted-foreground text-xs">
          <span className="font-mono sm:hidden">{workOrderName(order.number)}</span>
          {order.product}
          {order.status !== "done" && <PriorityMark priority={order.priority} />}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-2 sm:hidden">
          <StatusBadge status={order.status} />
          <DueBadge order={order} now={now} />
        </p>
      </TableCell>
      <TableCell className="max-sm:hidden">
        <StatusBadge status={order.status} />
      </TableCell>
      <TableCell numeric className="max-sm:hidden">
        {formatNumber(order.quantity)}
      </TableCell>
      <TableCell className="text-muted-foreground max-lg:hidden">{place ?? "–"}</TableCell>
      <TableCell className="max-md:hidden">
        {order.finishedAt ? (
          <span className="text-muted-foreground text-xs">Finished {relativeTime(order.finishedAt, now)}</span>
        ) : (
          <DueBadge order={order} now={now} />
        )}
      </TableCell>
      {mayMove && (
        <TableCell className="text-right *:relative *:z-10">
          <Writes>
            <MoveButton order={order} className="h-7 px-2.5 text-xs" />
          </Writes>
        </TableCell>
      )}
    </TableRow>
  );
}
