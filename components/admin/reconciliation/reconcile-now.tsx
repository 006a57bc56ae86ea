"use client";

import { Scale } from "lucide-react";
import { ActButton } from "../act-button";
import type { ReconciliationActions } from "../actions";

type ReconcileNowProps = { reconcile: ReconciliationActions["reconcile"]; running: boolean };

export function ReconcileNow({ reconcile, running }: ReconcileNowProps) {
  return (
    <ActButton
      act={reconcile}
      disabled={running}
      done={({ joined }) => (joined ? "Reconciliation is already running." : "Reconciliation started")}
    >
      <Scale aria-hidden />
      {running ? "Running…" : "Reconcile now"}
    </ActButton>
  );
}
