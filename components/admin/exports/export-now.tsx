"use client";

import { ActionButton } from "../action-button";
import { exportNow } from "./actions";

/** Writes today's export again, or for the first time. */
export function ExportNow({ running }: { running: boolean }) {
  return (
    <ActionButton
      action={() => exportNow()}
      success="Export queued. It appears here when it's complete."
      disabled={running}
    >
      {running ? "Exporting…" : "Export now"}
    </ActionButton>
  );
}
