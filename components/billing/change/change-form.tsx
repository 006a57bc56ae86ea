"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/sonner";
import type { CallInput } from "@/lib/api/call";
import type { PreviewRequest } from "@/lib/api/queries";
import { formatMoney } from "@/lib/money";
import { useChange } from "../use-change";
import { type PreviewJson, type PreviewState, usePreview } from "../use-preview";
import { AwaitingPayment } from "./awaiting-payment";
import { confirmWords, outcomeWords, totalOf } from "./change-words";
import { PreviewPanel } from "./preview-panel";

type ChangeEndpoint = `POST /api/v1/subscription/${"upgrade" | "downgrade" | "add-ons"}`;

type ChangeFormProps = {
  /** What is selected; null while nothing is. */
  change: PreviewRequest | null;
  /** What the customer has afterward: "Professional", "2 × Extra user". */
  what: string;
  /** The change that confirms a preview, with its quote. */
  request: (preview: PreviewJson) => { endpoint: ChangeEndpoint; input: CallInput<ChangeEndpoint> };
  onDone: () => void;
  children: ReactNode;
};

/** A selection, what it costs, and its confirmation. Shared by plans and add-ons. */
export function ChangeForm({ change, what, request, onDone, children }: ChangeFormProps) {
  const { state, refresh } = usePreview(change);
  const { send, pending } = useChange<ChangeEndpoint>();
  const undo = useChange<"POST /api/v1/subscription/undo">();
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
    const words = outcomeWords(outcome, what, preview);
    if (outcome.outcome === "scheduled") toast.success(words, { action: { label: "Undo", onClick: takeBack } });
    else toast.success(words);
    onDone();
  }

  function takeBack() {
    void undo
      .send("POST /api/v1/subscription/undo", {})
      .then((done) => done && toast.success(`Change to ${what} undone`));
  }

  if (awaiting) {
    const { partial, ...payment } = awaiting;
    return (
      <div className={bodyClasses}>
        <AwaitingPayment {...payment}>
          {partial && <p>Decreases weren't scheduled. Request them again after you've paid.</p>}
        </AwaitingPayment>
      </div>
    );
  }
  return (
    <>
      <div className={bodyClasses}>
        {children}
        <PreviewPanel state={state} />
      </div>
      <footer className="grid gap-3 border-t bg-popover px-4 py-4 sm:px-6 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
        <Total state={state} />
        <div className="flex justify-end gap-2">
          <DialogClose asChild>
            <Button variant="outline">Cancel</Button>
          </DialogClose>
          <Button
            className="max-sm:flex-1"
            disabled={!preview || preview.effect === "none"}
            pending={pending}
            onClick={() => void confirm()}
          >
            {preview ? confirmWords(preview) : "Confirm"}
          </Button>
        </div>
      </footer>
    </>
  );
}

/**
 * The dialog of a change is as high before the preview has come as after, and its foot stays at the bottom: the button doesn't move
 * from under the pointer.
 */
export const changeDialogClasses = "flex flex-col gap-0 overflow-hidden p-0";

const bodyClasses = "grid min-h-0 flex-1 content-start gap-5 overflow-y-auto px-6 pt-1 pb-6";

/** What is paid now or, if nothing is, with the next invoice. */
function Total({ state }: { state: PreviewState }) {
  const charge = state.state === "ready" ? totalOf(state.preview) : null;
  return (
    <div aria-live="polite" className="min-h-11">
      {state.state === "loading" && (
        <>
          <span className="sr-only">Calculating the cost…</span>
          <Skeleton className="mb-2 h-3.5 w-24" />
          <Skeleton className="h-6 w-20" />
        </>
      )}
      {charge && (
        <dl>
          <div className="grid">
            <dt className="text-muted-foreground text-xs">{charge.term}</dt>
            <dd className="figures font-medium text-xl leading-7">{formatMoney(charge)}</dd>
          </div>
        </dl>
      )}
    </div>
  );
}
