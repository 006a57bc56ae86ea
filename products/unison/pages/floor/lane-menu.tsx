"use client";

import { AnchoredMenu, type AnchoredMenuProps } from "@/components/ui/anchored-menu";
import { DropdownMenuItem, DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import type { Lane } from "./lane-board-context";

type LaneMenuProps = AnchoredMenuProps & {
  lanes: readonly Lane[];
  /** The lane the order is in. */
  laneId: string | null;
  onChoose: (lane: Lane) => void;
};

export default function LaneMenu({ lanes, laneId, onChoose, ...menu }: LaneMenuProps) {
  return (
    <AnchoredMenu {...menu} align="end">
      <DropdownMenuLabel>Move to</DropdownMenuLabel>
      {lanes.map((lane) => (
        <DropdownMenuItem key={lane.id ?? "none"} disabled={lane.id === laneId} onSelect={() => onChoose(lane)}>
          {lane.name}
        </DropdownMenuItem>
      ))}
    </AnchoredMenu>
  );
}
