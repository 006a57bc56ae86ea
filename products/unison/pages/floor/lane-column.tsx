"use client";

import { type DragEvent, type ReactNode, useState } from "react";
import { cn } from "@/lib/cn";
import { type Lane, useLaneBoard } from "./lane-board-context";

/** A lane of the board. Orders can be dropped on it. */
export function LaneColumn({ lane, total, children }: { lane: Lane; total: number; children: ReactNode }) {
  const { dragged, move } = useLaneBoard();
  const [over, setOver] = useState(false);
  const takes = dragged !== null && dragged.laneId !== lane.id;
  function dropped(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (dragged) move(dragged, lane);
  }
  return (
    <section
      aria-label={lane.name}
      onDragOver={(event) => {
        if (!takes) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "move";
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={dropped}
      className={cn(
        "grid min-w-0 grid-cols-1 content-start gap-2 rounded-lg border bg-band p-2 transition-colors",
        takes && "border-dashed border-input",
        takes && over && "border-primary bg-info-soft",
      )}
    >
      <h2 className="flex items-center gap-2 px-1 pt-0.5 font-medium text-[0.8125rem]">
        <span className="truncate">{lane.name}</span>
        <span className="ml-auto text-muted-foreground text-xs tabular-nums">{total}</span>
      </h2>
      {children}
    </section>
  );
}
