"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { useBlock } from "@/components/shell/writes";
import { placeOrder } from "@/products/unison/pages/actions";

export type Lane = { id: string | null; name: string };
/** An order that can be moved, and the lane it's in. */
export type Movable = { id: string; name: string; laneId: string | null };

type LaneBoardState = {
  lanes: readonly Lane[];
  canMove: boolean;
  dragged: Movable | null;
  drag: (order: Movable | null) => void;
  /** The order whose move isn't confirmed yet. */
  pendingId: string | null;
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

/** Around a board: moves orders between its lanes, and tells screen readers what happened. */
export function LaneBoardArea({ lanes, mayMove, children }: LaneBoardAreaProps) {
  const blocked = useBlock() !== null;
  const [dragged, drag] = useState<Movable | null>(null);
  const [moving, setMoving] = useState<{ order: Movable; lane: Lane; focus: boolean } | null>(null);
  const [said, setSaid] = useState("");
  const { run, pending, refusal, clearRefusal } = useMemberAction(placeOrder, {
    done: () => setSaid(moving ? `${moving.order.name} moved to ${moving.lane.name}.` : ""),
    failed: () => {
      setSaid(moving ? `${moving.order.name} wasn't moved.` : "");
      return false;
    },
  });
  const move: LaneBoardState["move"] = (order, lane, { focus = false } = {}) => {
    drag(null);
    if (pending || lane.id === order.laneId) return;
    setMoving({ order, lane, focus });
    setSaid(`Moving ${order.name} to ${lane.name}.`);
    run({ id: order.id, laneId: lane.id ?? "", from: order.laneId ?? "" });
  };
  return (
    <LaneBoardContext
      value={{
        lanes,
        canMove: mayMove && !blocked,
        dragged,
        drag,
        pendingId: pending ? (moving?.order.id ?? null) : null,
        focusId: moving?.focus ? moving.order.id : null,
        move,
      }}
    >
      {children}
      <p role="status" className="sr-only">
        {said}
      </p>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </LaneBoardContext>
  );
}
