"use client";

import { useState } from "react";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { RadioCard, RadioGroup } from "@/components/ui/radio-group";
import type { Interval } from "@/lib/catalog";
import { IntervalChoice } from "../plan/interval-choice";
import type { Offer } from "../plan/offers";
import type { PreviewJson } from "../use-preview";
import { ChangeForm, changeDialogClasses } from "./change-form";
import { type Difference, OldAndNew } from "./old-and-new";

export type ChangePlanProps = {
  offers: readonly Offer[];
  /** The current plan. `perMonth` is what the customer pays, which may be an older price version. */
  current: { plan: string; interval: Interval; perMonth: string };
  /** The plan that a link requested. The dialog starts open with it. */
  requested?: string | undefined;
  annualDiscountPercent: number;
};

type OpenProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Changes the plan or its interval, with a preview of the cost. */
export default function ChangePlanDialog({ open, onOpenChange, ...props }: ChangePlanProps & OpenProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent className={`${changeDialogClasses} h-[min(47rem,calc(100dvh-2rem))] max-w-xl`}>
        <DialogHeader className="px-6 pt-6 pb-4">
          <DialogTitle>Change plan</DialogTitle>
          <DialogDescription>Review the cost before you confirm.</DialogDescription>
        </DialogHeader>
        <PlanForm {...props} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function PlanForm({
  offers,
  current,
  requested,
  annualDiscountPercent,
  onDone,
}: ChangePlanProps & { onDone: () => void }) {
  const [plan, setPlan] = useState(requested ?? current.plan);
  const [interval, setInterval] = useState(current.interval);
  const same = plan === current.plan && interval === current.interval;
  return (
    <ChangeForm
      change={same ? null : { plan, interval }}
      what={offers.find(({ key }) => key === plan)?.name ?? plan}
      request={(preview) => ({
        endpoint: endpointOf(preview),
        input: { body: { plan, interval, quote: preview.quote } },
      })}
      onDone={onDone}
    >
      <IntervalChoice
        name="new-interval"
        value={interval}
        onChange={setInterval}
        discountPercent={annualDiscountPercent}
      />
      <RadioGroup value={plan} onValueChange={setPlan} aria-label="Plan">
        {offers.map((offer) => {
          const isCurrent = offer.key === current.plan;
          const price = isCurrent && interval === current.interval ? current : offer.prices[interval];
          return (
            <RadioCard
              key={offer.key}
              value={offer.key}
              disabled={!price}
              title={
                <span className="flex flex-wrap justify-between gap-x-4">
                  <span>
                    {offer.name}
                    {isCurrent && " · Current plan"}
                  </span>{" "}
                  <span className="figures">
                    {price ? `${price.perMonth}/mo` : `No ${interval === "year" ? "annual" : "monthly"} billing`}
                  </span>
                </span>
              }
              description={offer.points.slice(0, 3).join(" · ")}
            />
          );
        })}
      </RadioGroup>
      {!same && <OldAndNew differences={differencesOf()} />}
    </ChangeForm>
  );

  function differencesOf(): Difference[] {
    const before = { ...current, name: offers.find(({ key }) => key === current.plan)?.name ?? "" };
    const after = offers.find(({ key }) => key === plan);
    const price = after?.prices[interval];
    return [
      { term: "Plan", before: before.name, after: after?.name ?? "" },
      { term: "Price", before: `${before.perMonth}/mo`, after: price ? `${price.perMonth}/mo` : "" },
      { term: "Billed", before: billed[before.interval], after: billed[interval] },
    ];
  }
}

const billed: Record<Interval, string> = { month: "Monthly", year: "Annually" };

/** The endpoint for what takes effect now, and the one for what is scheduled. */
const endpointOf = ({ effect }: PreviewJson) =>
  effect === "period_end" ? "POST /api/v1/subscription/downgrade" : "POST /api/v1/subscription/upgrade";
