"use client";

import { useState, useTransition } from "react";
import { toast } from "@/components/ui/sonner";
import type { ActionResult } from "@/lib/action";
import { confirmationReason } from "@/lib/auth/second-factor/confirmed";
import { noticeOtherOrganization } from "@/lib/page-organization";
import { askToConfirm } from "./confirmation/confirmation";
import { usePageOrganization } from "./page-organization";

export type ActionFailure = Extract<ActionResult, { ok: false }>["error"];

/** Errors that another plan would solve; the upgrade dialog explains them. */
const solvedByUpgrade: ReadonlySet<ActionFailure["code"]> = new Set([
  "limit_reached",
  "feature_not_in_plan",
  "read_only",
]);

type Handlers<Input, Data> = {
  done?: (data: Data, input: Input) => void;
  /** For a change that shows before the server has confirmed it: what a toast says has not been done, above the reason. */
  undone?: string | ((input: Input) => string);
  /** Takes back what was shown, where `useOptimistic` doesn't. */
  undo?: () => void;
  /** Returns whether the form showed the failure itself; otherwise a toast does. */
  failed?: (failure: ActionFailure, input: Input) => boolean;
};

/** A server action for members. It is meant for the organization of the page. */
export type MemberAction<Input = void, Data = undefined> = (
  organization: string,
  input: Input,
) => Promise<ActionResult<Data>>;

/** `useAction` for a member's action: names the page's organization. */
export function useMemberAction<Input, Data>(action: MemberAction<Input, Data>, handlers: Handlers<Input, Data> = {}) {
  const { id } = usePageOrganization();
  return useAction((input: Input) => action(id, input), handlers);
}

/** Runs it again once the person has confirmed who they are, if that was what kept it from being done. */
async function confirming<Data>(act: () => Promise<ActionResult<Data>>): Promise<ActionResult<Data>> {
  const result = await act();
  if (result.ok || result.error.details.reason !== confirmationReason) return result;
  return (await askToConfirm()) ? act() : result;
}

const offline = "We couldn't reach the server. Check your connection and try again.";

/** A request that got no response is a TypeError in every browser. Anything else, such as a redirect, is Next's. */
function unreached(error: unknown): undefined {
  if (!(error instanceof TypeError)) throw error;
}

/** Runs a server action. If the action needs identity confirmation, asks for it. Errors that an upgrade would solve are kept for the upgrade dialog; others show in a toast. */
export function useAction<Input, Data>(
  action: (input: Input) => Promise<ActionResult<Data>>,
  { done, undone, undo, failed }: Handlers<Input, Data> = {},
) {
  const [pending, startTransition] = useTransition();
  const [refusal, setRefusal] = useState<ActionFailure | null>(null);
  const run = (input: Input) =>
    startTransition(async () => {
      const result = await confirming(() => action(input)).catch(unreached);
      if (!result?.ok) undo?.();
      const title = typeof undone === "function" ? undone(input) : undone;
      if (!result) return title ? toast.error(title, { description: offline }) : toast.error(offline);
      if (result.ok) return done?.(result.data, input);
      noticeOtherOrganization(result.error.details);
      if (solvedByUpgrade.has(result.error.code)) return setRefusal(result.error);
      if (failed?.(result.error, input)) return;
      if (title) toast.error(title, { description: result.error.message });
      else toast.error(result.error.message);
    });
  return { run, pending, refusal, clearRefusal: () => setRefusal(null) };
}
