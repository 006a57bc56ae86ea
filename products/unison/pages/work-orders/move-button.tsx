"use client";

import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { toast } from "@/components/ui/sonner";
import { statusLabels, type WorkOrderStatus, workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { putInLane } from "@/products/unison/pages/actions";

const steps: Readonly<Record<WorkOrderStatus, { to: WorkOrderStatus; label: string }>> = {
  open: { to: "in_progress", label: "Start" },
  in_progress: { to: "done", label: "Finish" },
  done: { to: "open", label: "Reopen" },
};

type MoveButtonProps = {
  order: { id: string; number: number; title: string; status: WorkOrderStatus };
  variant?: "default" | "outline" | "ghost";
  size?: "default" | "sm";
  className?: string;
};

/** The next step of an order: start, finish or reopen it. */
export function MoveButton({ order, variant = "outline", size = "sm", className }: MoveButtonProps) {
  const { to, label } = steps[order.status];
  const { run, pending, refusal, clearRefusal } = useMemberAction(putInLane, {
    done: () => toast.success(`${workOrderName(order.number)} moved to ${statusLabels[to]}`),
  });
  return (
    <>
      <WriteButton
        variant={variant}
        size={size}
        className={className}
        pending={pending}
        title={`${label} ${order.title}`}
        onClick={() => run({ id: order.id, status: to, from: order.status })}
      >
        {label}
      </WriteButton>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </>
  );
}
