"use client";

import { GripVertical } from "lucide-react";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect } from "react";
import { useLazyMenu } from "@/components/ui/use-lazy-menu";
import { cn } from "@/lib/cn";
import { type Movable, useLaneBoard } from "./lane-board-context";

const loadMenu = () => import("./lane-menu");
const LaneMenu = lazy(loadMenu);

/** An order on the board. Its handle drags it, opens a menu of the lanes, and moves it with the arrow keys. */
export function LaneCard({ order, children }: { order: Movable; children: ReactNode }) {
  const { canMove, drag, dragged, moved } = useLaneBoard();
  return (
    <li
      draggable={canMove}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", order.name);
        drag(order);
      }}
      onDragEnd={() => drag(null)}
      aria-busy={moved.has(order.id) || undefined}
      className={cn(
        "grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-md border bg-card p-3 shadow-raised transition-opacity",
        canMove && "relative cursor-grab active:cursor-grabbing [&>:first-child]:pr-6",
        dragged?.id === order.id && "opacity-50",
      )}
    >
      {children}
      {canMove && <Handle order={order} />}
    </li>
  );
}

function Handle({ order }: { order: Movable }) {
  const { lanes, move, focusId } = useLaneBoard();
  const { button, menu, mounted } = useLazyMenu(loadMenu);
  const { ref } = button;
  useEffect(() => {
    if (focusId === order.id) ref.current?.focus();
  }, [focusId, order.id, ref]);
  const index = lanes.findIndex(({ id }) => id === order.laneId);
  function pressed(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const lane = step === undefined ? undefined : lanes[index + step];
    if (!lane) return button.onKeyDown(event);
    event.preventDefault();
    move(order, lane, { focus: true });
  }
  return (
    <div className="absolute top-1.5 right-1.5">
      <button
        {...button}
        type="button"
        onKeyDown={pressed}
        aria-label={`Move ${order.name}`}
        title="Drag to another lane, or press an arrow key"
        className="flex size-7 items-center justify-center rounded-sm text-muted-foreground hover:bg-accent hover:text-foreground focus-visible:outline-2 focus-visible:outline-ring"
      >
        <GripVertical className="size-4" aria-hidden />
      </button>
      {mounted && (
        <Suspense>
          <LaneMenu
            {...menu}
            lanes={lanes}
            laneId={order.laneId}
            onChoose={(lane) => move(order, lane, { focus: true })}
          />
        </Suspense>
      )}
    </div>
  );
}
