"use client";

import { lazy, Suspense } from "react";
import type { ActionFailure } from "./use-action";

/** Loaded with the first refusal. */
const UpgradeDialog = lazy(() => import("@/components/usage/upgrade-dialog"));

/** The upgrade dialog for an action that the plan or its limits refused. */
export function RefusalDialog({ failure, onClose }: { failure: ActionFailure | null; onClose: () => void }) {
  if (!failure) return null;
  return (
    <Suspense>
      <UpgradeDialog
        refusal={failure.details}
        message={failure.message}
        readOnly={failure.code === "read_only"}
        onClose={onClose}
      />
    </Suspense>
  );
}
