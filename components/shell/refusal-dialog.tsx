"use client";

import { UpgradeDialog } from "@/components/usage/upgrade-dialog";
import type { ActionFailure } from "./use-action";

/** The upgrade dialog for an action that the plan or its limits refused. */
export function RefusalDialog({ failure, onClose }: { failure: ActionFailure | null; onClose: () => void }) {
  return (
    <UpgradeDialog
      refusal={failure?.details ?? null}
      message={failure?.message}
      readOnly={failure?.code === "read_only"}
      onClose={onClose}
    />
  );
}
