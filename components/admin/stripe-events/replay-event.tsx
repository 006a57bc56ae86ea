"use client";

import { RotateCcw } from "lucide-react";
import { ActButton } from "../act-button";
import type { InboxActions } from "../actions";
import { replayedWords } from "../words";

export function ReplayEvent({ eventId, replay }: { eventId: string; replay: InboxActions["replay"] }) {
  return (
    <ActButton
      variant="outline"
      act={() => replay({ eventIds: [eventId] })}
      done={({ customers }) => replayedWords(customers)}
    >
      <RotateCcw aria-hidden />
      Replay
    </ActButton>
  );
}
