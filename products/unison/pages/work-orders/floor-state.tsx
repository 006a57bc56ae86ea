import { OctagonAlert, Pause } from "lucide-react";
import type { WorkOrderRow } from "@/products/unison/domain";
import { blockOrder, putInLane, reportOrderQuantities, unblockOrder } from "../actions";
import { ActionButton } from "../forms/action-button";
import { FormDialog } from "../forms/form-dialog";

/** What an operator does with an order besides starting and finishing it: pause, block, report good pieces and scrap. */
export function FloorState({ order }: { order: WorkOrderRow }) {
  const { id, status, blockedReason, quantity, goodQuantity, scrapQuantity } = order;
  const isDone = status === "done";
  return (
    <div className="flex flex-wrap gap-2">
      {status === "in_progress" && (
        <ActionButton
          variant="outline"
          size="sm"
          action={putInLane}
          input={{ id, status: "open", from: status }}
          done="Paused. It's back in “To do”."
        >
          <Pause aria-hidden />
          Pause
        </ActionButton>
      )}
      {!isDone && blockedReason === null && (
        <FormDialog
          trigger={
            <>
              <OctagonAlert aria-hidden />
              Block
            </>
          }
          button={{ size: "sm" }}
          title="Block this work order"
          description="Everyone sees the reason on the board."
          fields={[
            { kind: "text", name: "reason", label: "Reason", placeholder: "Waiting for material", maxLength: 200 },
          ]}
          extra={{ id }}
          action={blockOrder}
          submit="Block"
          done="Blocked"
        />
      )}
      {!isDone && blockedReason !== null && (
        <ActionButton variant="outline" size="sm" action={unblockOrder} input={{ id }} done="No longer blocked">
          Unblock
        </ActionButton>
      )}
      <FormDialog
        trigger="Report quantities"
        button={{ size: "sm" }}
        title="Report quantities"
        description={`${quantity} ordered.`}
        fields={[
          {
            kind: "number",
            name: "good",
            label: "Good pieces",
            initial: goodQuantity ?? Math.max(0, quantity - scrapQuantity),
            wide: false,
          },
          { kind: "number", name: "scrap", label: "Scrap", initial: scrapQuantity, wide: false },
        ]}
        extra={{ id }}
        action={reportOrderQuantities}
        submit="Report"
        done="Quantities reported"
      />
    </div>
  );
}
