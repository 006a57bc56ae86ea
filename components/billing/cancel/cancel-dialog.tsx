"use client";

import { TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { toast } from "@/components/ui/sonner";
import { Textarea } from "@/components/ui/textarea";
import { useChange } from "../use-change";
import { type CancelReason, cancelReasonKeys, cancelReasonWords } from "./cancel-reasons";
import type { Savings } from "./savings";

export type CancelProps = {
  plan: string;
  /** The date it would end, formatted. */
  endsOn: string;
  /** The retention offer; null when there is none, or it was used. */
  offer: { title: string; body: string; savings: Savings | null } | null;
  /** The change that our team arranged, which canceling discards; null for none. */
  discards: string | null;
};

type OpenProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Cancellation: the reason, perhaps a retention offer, and when the plan ends. */
export default function CancelDialog({ open, onOpenChange, ...props }: CancelProps & OpenProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <CancelForm {...props} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function CancelForm({ plan, endsOn, offer, discards, onDone }: CancelProps & { onDone: () => void }) {
  const [reason, setReason] = useState<CancelReason | null>(null);
  const [comment, setComment] = useState("");
  const [offered, setOffered] = useState(false);
  const [discarding, setDiscarding] = useState(false);
  const cancellation = useChange<"POST /api/v1/subscription/cancel">();
  const resumption = useChange<"POST /api/v1/subscription/resume">();
  const retention = useChange<"POST /api/v1/billing/offer">();
  const pending = cancellation.pending || retention.pending;

  async function cancel() {
    if (reason === null) return;
    const body = {
      reason,
      ...(comment.trim() ? { comment: comment.trim() } : {}),
      ...(discarding ? { discardScheduled: true } : {}),
    };
    if (await cancellation.send("POST /api/v1/subscription/cancel", { body })) {
      const resume = () =>
        void resumption
          .send("POST /api/v1/subscription/resume", {})
          .then((resumed) => resumed && toast.success(`You keep ${plan}`));
      toast.success(`Your ${plan} plan ends on ${endsOn}.`, { action: { label: "Undo", onClick: resume } });
      onDone();
    }
  }
  async function acceptOffer() {
    if (await retention.send("POST /api/v1/billing/offer", {})) {
      toast.success("Thanks for staying! Your discount has been applied.");
      onDone();
    }
  }

  if (offered && offer) {
    return (
      <>
        <DialogHeader>
          <DialogTitle>{offer.title}</DialogTitle>
          <DialogDescription>{offer.body}</DialogDescription>
        </DialogHeader>
        {offer.savings && <Saved {...offer.savings} />}
        <p className="text-muted-foreground text-sm">If you cancel anyway, you keep access until {endsOn}.</p>
        <DialogFooter>
          <Button variant="destructive" pending={pending} onClick={() => void cancel()}>
            Cancel anyway
          </Button>
          <Button pending={pending} onClick={() => void acceptOffer()}>
            Keep plan with discount
          </Button>
        </DialogFooter>
      </>
    );
  }
  return (
    <>
      <DialogHeader>
        <DialogTitle>Cancel {plan}?</DialogTitle>
        <DialogDescription>
          You keep access until {endsOn}. After that you can still view and export everything. Nothing is deleted.
        </DialogDescription>
      </DialogHeader>
      <Reasons value={reason} onChange={setReason} />
      <CommentField value={comment} onChange={setComment} />
      {discards && <Discard change={discards} value={discarding} onChange={setDiscarding} />}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Keep plan</Button>
        </DialogClose>
        <Button
          variant={offer ? "default" : "destructive"}
          disabled={reason === null || (discards !== null && !discarding)}
          pending={pending}
          onClick={() => (offer ? setOffered(true) : void cancel())}
        >
          {offer ? "Continue" : `Cancel on ${endsOn}`}
        </Button>
      </DialogFooter>
    </>
  );
}

/** The offer in money: what is saved, and what a month costs with it. */
function Saved({ total, before, after }: Savings) {
  return (
    <div className="grid gap-1 rounded-md border bg-success-soft p-4 text-success-ink">
      <p className="text-sm">You save</p>
      <p className="figures-lead text-3xl leading-none">{total}</p>
      <p className="text-sm">
        <span className="figures">{after}</span> a month instead of <span className="figures">{before}</span>
      </p>
    </div>
  );
}

type DiscardProps = { change: string; value: boolean; onChange: (value: boolean) => void };

/** Names what our team arranged, which is lost. Nothing is canceled until that is confirmed. */
function Discard({ change, value, onChange }: DiscardProps) {
  const id = useId();
  return (
    <Alert variant="warning">
      <TriangleAlert aria-hidden />
      <AlertTitle>Our team arranged a change for you</AlertTitle>
      <AlertDescription>
        <p>{change} If you cancel, this change is discarded.</p>
        <div className="flex items-center gap-2">
          <Checkbox id={id} checked={value} onCheckedChange={(checked) => onChange(checked === true)} />
          <Label htmlFor={id}>Discard the arranged change</Label>
        </div>
      </AlertDescription>
    </Alert>
  );
}

function Reasons({ value, onChange }: { value: CancelReason | null; onChange: (reason: CancelReason) => void }) {
  const id = useId();
  const choose = (chosen: string) => {
    const reason = cancelReasonKeys.find((key) => key === chosen);
    if (reason) onChange(reason);
  };
  return (
    <div className="grid gap-2">
      <span id={id} className="font-medium text-sm">
        Why are you leaving?
      </span>
      <RadioGroup value={value ?? ""} onValueChange={choose} aria-labelledby={id} className="gap-2 sm:grid-cols-2">
        {cancelReasonKeys.map((key) => (
          <div key={key} className="flex items-center gap-2">
            <RadioGroupItem value={key} id={`${id}-${key}`} />
            <Label htmlFor={`${id}-${key}`} className="font-normal">
              {cancelReasonWords[key]}
            </Label>
          </div>
        ))}
      </RadioGroup>
    </div>
  );
}

function CommentField({ value, onChange }: { value: string; onChange: (comment: string) => void }) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>What could we have done better? (optional)</Label>
      <Textarea id={id} maxLength={500} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
