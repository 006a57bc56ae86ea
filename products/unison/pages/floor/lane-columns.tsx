"use client";

import type { ReactNode } from "react";
import Link from "@/components/navigation/link";
import { inSequence, type Sequenced } from "@/products/unison/domain/schedule/sequence";
import { type Movable, useLaneBoard } from "./lane-board-context";
import { LaneCard } from "./lane-card";
import { LaneColumn } from "./lane-column";

type LaneColumnsProps = {
  /** `more` is how many of a lane's orders aren't shown. */
  columns: readonly { id: string | null; name: string; more: number }[];
  cards: readonly (Sequenced & { order: Movable; card: ReactNode })[];
  moreHref: string;
};

/** The lanes with their cards. One that was moved is in its new lane already, where its turn will come. */
export function LaneColumns({ columns, cards, moreHref }: LaneColumnsProps) {
  const { moved } = useLaneBoard();
  const laneOf = ({ id, laneId }: Movable) => moved.get(id) ?? (moved.has(id) ? null : laneId);
  return (
    <div className="-mx-1 grid auto-cols-[minmax(13rem,1fr)] grid-flow-col gap-3 overflow-x-auto px-1 pb-1 max-sm:grid-flow-row">
      {columns.map(({ id, name, more }) => {
        const here = inSequence(cards.filter(({ order }) => laneOf(order) === id));
        return (
          <LaneColumn key={id ?? "none"} lane={{ id, name }} total={here.length + more}>
            {here.length === 0 ? (
              <p className="px-1 py-4 text-center text-muted-foreground text-xs">
                {id === null ? "All work orders are in a lane." : "No work orders."}
              </p>
            ) : (
              <ul className="grid grid-cols-1 gap-2">
                {here.map(({ order, card }) => (
                  <LaneCard key={order.id} order={{ ...order, laneId: id }}>
                    {card}
                  </LaneCard>
                ))}
              </ul>
            )}
            {more > 0 && (
              <Link
                href={moreHref}
                className="rounded-sm px-1 py-1 text-center text-muted-foreground text-xs hover:text-foreground"
              >
                {more} more
              </Link>
            )}
          </LaneColumn>
        );
      })}
    </div>
  );
}
