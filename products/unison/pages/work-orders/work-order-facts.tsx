import type { ReactNode } from "react";
import { relativeTime, shortDay } from "@/components/shell/relative-time";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { formatNumber } from "@/lib/numbers";
import type { WorkOrderRow } from "@/products/unison/domain";
import { dueState, priorityLabels } from "@/products/unison/domain/work-orders/work-order";
import { DueBadge } from "./due-badge";

type WorkOrderFactsProps = {
  order: WorkOrderRow;
  now: Date;
  /** Whether a form beside it has what was planned: then only what has happened is here. */
  editable: boolean;
  children?: ReactNode;
};

/** The facts of an order: all of them for roles that can't edit it. */
export function WorkOrderFacts({ order, now, editable, children }: WorkOrderFactsProps) {
  return (
    <Card className="gap-2 pb-3">
      <CardHeader>
        <CardTitle>{editable ? "Progress" : "At a glance"}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="divide-y text-[0.8125rem]">
          {!editable && <Planned order={order} />}
          <Fact name="Due">{dueDate(order, now)}</Fact>
          {order.goodQuantity !== null && <Fact name="Good">{formatNumber(order.goodQuantity)}</Fact>}
          {order.scrapQuantity > 0 && <Fact name="Scrap">{formatNumber(order.scrapQuantity)}</Fact>}
          <Fact name="Created">{relativeTime(order.createdAt, now)}</Fact>
          {order.finishedAt && <Fact name="Finished">{relativeTime(order.finishedAt, now)}</Fact>}
        </dl>
        {children && <div className="mt-3">{children}</div>}
      </CardContent>
    </Card>
  );
}

function Planned({ order }: { order: WorkOrderRow }) {
  return (
    <>
      <Fact name="Plant">{order.plantName}</Fact>
      <Fact name="Department">{order.departmentName ?? "None"}</Fact>
      <Fact name="Lane">{order.laneName ?? "Not assigned"}</Fact>
      <Fact name="Product">{order.product ?? "–"}</Fact>
      <Fact name="Quantity">{formatNumber(order.quantity)}</Fact>
      <Fact name="Priority">{priorityLabels[order.priority]}</Fact>
    </>
  );
}

/** The badge says "due" itself, so it shows only when the order is late or due today. */
function dueDate(order: WorkOrderRow, now: Date): ReactNode {
  if (order.dueOn === null) return "No date";
  const pressing = order.status !== "done" && dueState(order, now) !== "later";
  return pressing ? <DueBadge order={order} now={now} /> : shortDay(order.dueOn);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="text-right font-medium tabular-nums">{children}</dd>
    </div>
  );
}
