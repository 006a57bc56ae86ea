"use client";

import { Scale } from "lucide-react";
import { ActionButton } from "../action-button";
import { reconcile } from "./actions";

export function ReconcileNow({ running }: { running: boolean }) {
  return (
    <ActionButton
      action={reconcile}
      disabled={running}
      success={({ joined }) => (joined ? "Reconciliation is already running" : "Reconciliation started")}
    >
      <Scale aria-hidden />
      {running ? "Running…" : "Reconcile now"}
    </ActionButton>
  );
}
