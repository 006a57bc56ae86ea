import { ChevronsUp, OctagonAlert } from "lucide-react";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import {
  priorityLabels,
  statusLabels,
  type WorkOrderPriority,
  type WorkOrderStatus,
} from "@/products/unison/domain/work-orders/work-order";

const variants: Readonly<Record<WorkOrderStatus, BadgeVariant>> = {
  open: "secondary",
  in_progress: "info",
  done: "success",
};

export function StatusBadge({ status }: { status: WorkOrderStatus }) {
  return (
    <Badge variant={variants[status]} dot>
      {statusLabels[status]}
    </Badge>
  );
}

/** Why an order can't continue. */
export function BlockedMark({ reason }: { reason: string | null }) {
  if (reason === null) return null;
  return (
    <span className="inline-flex items-start gap-1 text-destructive-ink text-xs [overflow-wrap:anywhere]">
      <OctagonAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span>
        <span className="font-medium">Blocked:</span> {reason}
      </span>
    </span>
  );
}

/** Marks high and low priority only. */
export function PriorityMark({ priority }: { priority: WorkOrderPriority }) {
  if (priority === "normal") return null;
  if (priority === "low") return <span className="text-2xs text-muted-foreground">{priorityLabels.low} priority</span>;
  return (
    <span className="inline-flex items-center gap-0.5 font-medium text-2xs text-warning-ink">
      <ChevronsUp className="size-3.5" aria-hidden />
      {priorityLabels.high} priority
    </span>
  );
}
