"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useOptimistic, useState } from "react";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { useBlock } from "@/components/shell/writes";
import { toast } from "@/components/ui/sonner";
import { placeOrder } from "@/products/unison/pages/actions";

export type Lane = { id: string | null; name: string };
/** An order that can be moved, and the lane it's in. */
export type Movable = { id: string; name: string; laneId: string | null };

type Move = { order: Movable; lane: Lane };

type LaneBoardState = {
  lanes: readonly Lane[];
  canMove: boolean;
  dragged: Movable | null;
  drag: (order: Movable | null) => void;
  /** The lane of each order whose move shows already and isn't confirmed yet. */
  moved: ReadonlyMap<string, string | null>;
  /** The order that was moved by keyboard: its handle gets the focus in its new lane. */
  focusId: string | null;
  move: (order: Movable, lane: Lane, options?: { focus?: boolean }) => void;
};

const LaneBoardContext = createContext<LaneBoardState | null>(null);

export function useLaneBoard(): LaneBoardState {
  const board = useContext(LaneBoardContext);
  if (!board) throw new Error("the board's context is missing");
  return board;
}

type LaneBoardAreaProps = { lanes: readonly Lane[]; mayMove: boolean; children: ReactNode };

const nothingMoved: ReadonlyMap<string, string | null> = new Map();

/**
 * Around a board: moves orders between its lanes, and tells screen readers what happened. A move shows at once. If the server refuses
 * it, the order goes back to where it was.
 */
export function LaneBoardArea({ lanes, mayMove, children }: LaneBoardAreaProps) {
  const router = useRouter();
  const blocked = useBlock() !== null;
  const [dragged, drag] = useState<Movable | null>(null);
  const [focusId, setFocusId] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const [moved, showMove] = useOptimistic(
    nothingMoved,
    (before, { order, lane }: Move) => new Map([...before, [order.id, lane.id]]),
  );
  const laneOf = ({ laneId }: Movable) => lanes.find(({ id }) => id === laneId);
  const { run, refusal, clearRefusal } = useMemberAction(
    (organization: string, change: Move) => {
      showMove(change);
      const { order, lane } = change;
      return placeOrder(organization, { id: order.id, laneId: lane.id ?? "", from: order.laneId ?? "" });
    },
    {
      done: (_, { order, lane }) => {
        setSaid(`${order.name} moved to ${lane.name}.`);
        const back = laneOf(order);
        const undo = () => back && move({ ...order, laneId: lane.id }, back);
        toast.success(`${order.name} moved to ${lane.name}`, back ? { action: { label: "Undo", onClick: undo } } : {});
      },
      failed: (_, { order }) => {
        setSaid(`${order.name} wasn't moved.`);
        // Usually someone else has moved it, so what is shown is old.
        router.refresh();
        return false;
      },
      undone: ({ order }) => `${order.name} wasn't moved`,
    },
  );
  const move: LaneBoardState["move"] = (order, lane, { focus = false } = {}) => {
    drag(null);
    if (lane.id === order.laneId) return;
    setFocusId(focus ? order.id : null);
    setSaid(`Moving ${order.name} to ${lane.name}.`);
    run({ order, lane });
  };
  return (
    <LaneBoardContext value={{ lanes, canMove: mayMove && !blocked, dragged, drag, moved, focusId, move }}>
      {children}
      <p role="status" className="sr-only">
        {said}
      </p>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </LaneBoardContext>
  );
}
