"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import type { Interval } from "@/lib/catalog";
import { ChangeForm } from "./change-form";
import { IntervalChoice } from "./interval-choice";
import type { Offer } from "./offers";
import type { PreviewJson } from "./use-preview";

type ChangePlanProps = {
  offers: readonly Offer[];
  /** What one has; `perMonth` is what is paid for it, which may be an older price than the one it is sold for now. */
  current: { plan: string; interval: Interval; perMonth: string };
  /** The plan that the way here led to: the dialog is open with it. */
  asked?: string | undefined;
  annualDiscountPercent: number;
};

/** Another plan or rhythm, with what it costs before it is confirmed. */
export function ChangePlanButton(props: ChangePlanProps) {
  const [open, setOpen] = useState(props.asked !== undefined);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>Change plan</Button>
      </DialogTrigger>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>Change plan</DialogTitle>
          <DialogDescription>You see what it costs before anything is charged.</DialogDescription>
        </DialogHeader>
        <PlanForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function PlanForm({ offers, current, asked, annualDiscountPercent, onDone }: ChangePlanProps & { onDone: () => void }) {
  const [plan, setPlan] = useState(asked ?? current.plan);
  const [interval, setInterval] = useState(current.interval);
  const same = plan === current.plan && interval === current.interval;
  return (
    <ChangeForm
      wish={same ? null : { plan, interval }}
      request={(preview) => ({
        endpoint: endpointOf(preview),
        input: { body: { plan, interval, quote: preview.quote } },
      })}
      onDone={onDone}
    >
      <IntervalChoice value={interval} onChange={setInterval} discountPercent={annualDiscountPercent} />
      <RadioGroup value={plan} onValueChange={setPlan} aria-label="Plan">
        {offers.map((offer) => {
          const yours = offer.key === current.plan;
          const price = yours && interval === current.interval ? current : offer.prices[interval];
          return (
            <RadioCard
              key={offer.key}
              value={offer.key}
              disabled={!price}
              title={`${offer.name}${yours ? " (yours)" : ""}: ${price ? `${price.perMonth} a month` : `not sold by the ${interval}`}`}
              description={offer.points.slice(0, 3).join(" · ")}
            />
          );
        })}
      </RadioGroup>
    </ChangeForm>
  );
}

const endpointOf = ({ effect }: PreviewJson) =>
  effect === "period_end" ? "POST /api/v1/subscription/downgrade" : "POST /api/v1/subscription/upgrade";
