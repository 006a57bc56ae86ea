"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { toast } from "@/components/ui/sonner";
import type { CallInput } from "@/lib/api/call";
import type { PreviewRequest } from "@/lib/api/queries";
import { useChange } from "../use-change";
import { type PreviewJson, usePreview } from "../use-preview";
import { AwaitingPayment } from "./awaiting-payment";
import { confirmWords, outcomeWords } from "./change-words";
import { PreviewPanel } from "./preview-panel";

type ChangeEndpoint = `POST /api/v1/subscription/${"upgrade" | "downgrade" | "add-ons"}`;

type ChangeFormProps = {
  /** What is selected; null while nothing is. */
  change: PreviewRequest | null;
  /** The change that confirms a preview, with its quote. */
  request: (preview: PreviewJson) => { endpoint: ChangeEndpoint; input: CallInput<ChangeEndpoint> };
  onDone: () => void;
  children: ReactNode;
};

/** A selection, what it costs, and its confirmation. Shared by plans and add-ons. */
export function ChangeForm({ change, request, onDone, children }: ChangeFormProps) {
  const { state, refresh } = usePreview(change);
  const { send, pending } = useChange<ChangeEndpoint>();
  const [awaiting, setAwaiting] = useState<{ payUrl: string | null; until: Date; partial: boolean } | null>(null);
  const preview = state.state === "ready" ? state.preview : null;

  async function confirm() {
    if (!preview) return;
    const { endpoint, input } = request(preview);
    const outcome = await send(endpoint, input);
    // The preview may be outdated, and an expired quote can't be confirmed again.
    if (!outcome) return refresh();
    if (outcome.outcome === "awaiting_payment") {
      const { payUrl, until } = outcome;
      setAwaiting({ payUrl, until: new Date(until), partial: preview.effect === "both" });
      return;
    }
    toast.success(outcomeWords(outcome));
    onDone();
  }

  if (awaiting) {
    const { partial, ...payment } = awaiting;
    return (
      <AwaitingPayment {...payment}>
        {partial && <p>Decreases weren't scheduled. Request them again after you've paid.</p>}
      </AwaitingPayment>
    );
  }
  return (
    <>
      {children}
      <PreviewPanel state={state} />
      <DialogFooter className="sticky -bottom-6 -mx-6 -mb-6 border-t bg-popover px-6 py-4">
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button disabled={!preview || preview.effect === "none"} pending={pending} onClick={() => void confirm()}>
          {preview ? confirmWords(preview) : "Confirm"}
        </Button>
      </DialogFooter>
    </>
  );
}
