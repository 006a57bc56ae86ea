"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { Interval } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { IntervalChoice } from "./interval-choice";
import type { Offer } from "./offers";
import { useStripePage } from "./use-stripe-page";

export type PlanChooserProps = {
  offers: readonly Offer[];
  /** The plan on trial, or had before, with the word for it; null for none. */
  current: { plan: string; label: string; interval: Interval; preferred: boolean } | null;
  annualDiscountPercent: number;
  /** What buying brings about besides the plan; null for nothing. */
  note: string | null;
  /** Why this person cannot buy now; null when they can. */
  hindrance: string | null;
};

/** The plans to buy, by the month or the year. Choosing one leads to the checkout. */
export function PlanChooser({ offers, current, annualDiscountPercent, note, hindrance }: PlanChooserProps) {
  const [interval, setInterval] = useState<Interval>(current?.interval ?? "month");
  const { open, pending } = useStripePage("POST /api/v1/billing/checkout");
  return (
    <section id="plans" aria-labelledby="choose-plan" className="grid scroll-mt-6 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="choose-plan" className="font-semibold text-lg tracking-[-0.015em]">
          Choose your plan
        </h2>
        <IntervalChoice value={interval} onChange={setInterval} discountPercent={annualDiscountPercent} />
      </div>
      {(hindrance ?? note) && <p className="text-muted-foreground text-sm">{hindrance ?? note}</p>}
      <div className="grid gap-4 lg:auto-cols-fr lg:grid-flow-col">
        {offers.map((offer) => (
          <OfferCard
            key={offer.key}
            offer={offer}
            interval={interval}
            preferred={current?.preferred ? offer.key === current.plan : offer.highlighted}
            current={offer.key === current?.plan ? current.label : null}
            disabled={hindrance !== null || (pending !== null && pending !== offer.key)}
            pending={pending === offer.key}
            onChoose={() => open(offer.key, { body: { plan: offer.key, interval } })}
          />
        ))}
      </div>
    </section>
  );
}

type OfferCardProps = {
  offer: Offer;
  interval: Interval;
  /** The one whose button stands out. */
  preferred: boolean;
  /** What the plan is to this customer; null for nothing. */
  current: string | null;
  disabled: boolean;
  pending: boolean;
  onChoose: () => void;
};

function OfferCard({ offer, interval, preferred, current, disabled, pending, onChoose }: OfferCardProps) {
  const price = offer.prices[interval];
  return (
    <article
      className={cn(
        "flex flex-col gap-4 rounded-lg border bg-card p-5 shadow-raised",
        offer.highlighted && "border-primary ring-1 ring-primary",
      )}
    >
      <div className="grid gap-1">
        <div className="flex items-center justify-between gap-2">
          <h3 className="font-semibold">{offer.name}</h3>
          {current ? <Badge variant="info">{current}</Badge> : offer.highlighted && <Badge>Most chosen</Badge>}
        </div>
        <p className="text-muted-foreground text-sm">{offer.tagline}</p>
      </div>
      {price ? (
        <p className="tabular-nums">
          <span className="font-semibold text-3xl tracking-[-0.035em]">{price.perMonth}</span>{" "}
          <span className="text-muted-foreground text-sm">a month, {price.billed}</span>
        </p>
      ) : (
        <p className="text-muted-foreground text-sm">Not sold by the {interval}.</p>
      )}
      <ul className="grid gap-2 text-sm">
        {offer.points.map((point) => (
          <li key={point} className="flex items-start gap-2">
            <Check className="mt-0.5 size-4 shrink-0 text-brand" aria-hidden />
            {point}
          </li>
        ))}
      </ul>
      <Button
        className="mt-auto w-full"
        variant={preferred ? "default" : "outline"}
        disabled={disabled || !price}
        pending={pending}
        onClick={onChoose}
      >
        Choose {offer.name}
      </Button>
    </article>
  );
}
