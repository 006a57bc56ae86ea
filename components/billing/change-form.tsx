"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { toast } from "@/components/ui/sonner";
import type { CallInput } from "@/lib/api/call";
import { AwaitingPayment } from "./awaiting-payment";
import { outcomeWords } from "./outcome-words";
import { PreviewPanel } from "./preview-panel";
import { confirmWords } from "./preview-words";
import { useChange } from "./use-change";
import { type PreviewJson, type PreviewWish, usePreview } from "./use-preview";

type ChangeEndpoint = `POST /api/v1/subscription/${"upgrade" | "downgrade" | "add-ons"}`;

type ChangeFormProps = {
  /** What is chosen; null while nothing is. */
  wish: PreviewWish | null;
  /** The change that confirms a preview, with its quote. */
  request: (preview: PreviewJson) => { endpoint: ChangeEndpoint; input: CallInput<ChangeEndpoint> };
  onDone: () => void;
  children: ReactNode;
};

/** A choice, what it costs, and its confirmation: the same for plans and add-ons. */
export function ChangeForm({ wish, request, onDone, children }: ChangeFormProps) {
  const { state, again } = usePreview(wish);
  const { send, pending } = useChange();
  const [waiting, setWaiting] = useState<{ payUrl: string | null; until: Date; half: boolean } | null>(null);
  const preview = state.state === "ready" ? state.preview : null;

  async function confirm() {
    if (!preview) return;
    const { endpoint, input } = request(preview);
    const outcome = await send(endpoint, input);
    // What was shown may be true no more, and a quote that is over is not confirmed a second time.
    if (!outcome) return again();
    if (outcome.outcome === "awaiting_payment") {
      const { payUrl, until } = outcome;
      setWaiting({ payUrl, until: new Date(until), half: preview.effect === "both" });
      return;
    }
    toast.success(outcomeWords(outcome));
    onDone();
  }

  if (waiting) {
    const { half, ...payment } = waiting;
    return (
      <AwaitingPayment {...payment}>
        {half && <p>What you give up was not scheduled. Ask for it again once this is paid.</p>}
      </AwaitingPayment>
    );
  }
  return (
    <>
      {children}
      <PreviewPanel state={state} />
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Keep what I have</Button>
        </DialogClose>
        <Button disabled={!preview || preview.effect === "none"} pending={pending} onClick={() => void confirm()}>
          {preview ? confirmWords(preview) : "Confirm"}
        </Button>
      </DialogFooter>
    </>
  );
}
