"use client";

import { useState, useTransition } from "react";
import { toast } from "@/components/ui/sonner";
import type { ActionResult } from "@/lib/action";

export type ActionFailure = Extract<ActionResult, { ok: false }>["error"];

/** What a plan would lift; the upgrade dialog says which. */
const liftedByPlan: ReadonlySet<ActionFailure["code"]> = new Set(["limit_reached", "feature_not_in_plan", "read_only"]);

type Handlers<Data> = {
  done?: (data: Data) => void;
  /** Takes a failure that the form can show itself; `false` leaves it to a toast. */
  failed?: (failure: ActionFailure) => boolean;
};

/** Runs a server action: pending while it runs, its refusal kept for the upgrade dialog, anything else told in a toast. */
export function useAction<Input, Data>(
  action: (input: Input) => Promise<ActionResult<Data>>,
  { done, failed }: Handlers<Data> = {},
) {
  const [pending, startTransition] = useTransition();
  const [refusal, setRefusal] = useState<ActionFailure | null>(null);
  const run = (input: Input) =>
    startTransition(async () => {
      const result = await action(input);
      if (result.ok) return done?.(result.data);
      if (liftedByPlan.has(result.error.code)) return setRefusal(result.error);
      if (!failed?.(result.error)) toast.error(result.error.message);
    });
  return { run, pending, refusal, clearRefusal: () => setRefusal(null) };
}
