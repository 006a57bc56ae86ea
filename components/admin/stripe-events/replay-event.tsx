"use client";

import { RotateCcw } from "lucide-react";
import { ActionButton } from "../action-button";
import { replay } from "./actions";
import { replayResult } from "./replay-result";

export function ReplayEvent({ eventId }: { eventId: string }) {
  return (
    <ActionButton
      variant="outline"
      action={() => replay({ eventIds: [eventId] })}
      success={({ customers }) => replayResult(customers)}
    >
      <RotateCcw aria-hidden />
      Replay
    </ActionButton>
  );
}
