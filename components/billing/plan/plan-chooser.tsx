"use client";

import { Check } from "lucide-react";
import { useActionState, useState } from "react";
import { PageOrganizationField } from "@/components/shell/page-organization";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { Interval } from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { emptyForm } from "@/lib/form-state";
import { useStripePage } from "../use-stripe-page";
import { beginCheckout } from "./actions";
import { CurrencyChoice } from "./currency-choice";
import { IntervalChoice } from "./interval-choice";
import type { Offer } from "./offers";

export type PlanChooserProps = {
  /** By currency. With more than one, the customer chooses. */
  offers: Readonly<Record<string, readonly Offer[]>>;
  /** The currency to begin with. */
  currency: string;
  /** The plan on trial or the last one, with its label; null for neither. */
  current: { plan: string; label: string; interval: Interval; preferred: boolean } | null;
  /** What the customer chose before, on the pricing page or by a link. */
  chosen: { plan: string | null; interval: Interval | null };
  annualDiscountPercent: number;
  /** What else buying does; null for nothing. */
  note: string | null;
  /** Why this person can't buy; null when they can. */
  blocker: string | null;
};

/** The plans for sale, monthly or annually. Choosing one opens checkout. */
export function PlanChooser(props: PlanChooserProps) {
  const { offers, current, chosen, annualDiscountPercent, note, blocker } = props;
  const [currency, setCurrency] = useState(props.currency);
  const [interval, setInterval] = useState<Interval>(chosen.interval ?? current?.interval ?? "month");
  const preferred = chosen.plan ?? (current?.preferred ? current.plan : null);
  const { open, pending } = useStripePage("POST /api/v1/billing/checkout");
  // For a browser without script. With it, the buttons call the API.
  const [{ problem }, send] = useActionState(beginCheckout, emptyForm);
  return (
    <form id="plans" action={send} aria-labelledby="choose-plan" className="grid scroll-mt-6 gap-4">
      <PageOrganizationField />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="choose-plan" className="font-semibold text-lg tracking-[-0.015em]">
          Choose your plan
        </h2>
        <div className="flex flex-wrap gap-3">
          <CurrencyChoice currencies={Object.keys(offers)} value={currency} onChange={setCurrency} />
          <IntervalChoice
            name="interval"
            value={interval}
            onChange={setInterval}
            discountPercent={annualDiscountPercent}
          />
        </div>
      </div>
      {problem && <p className="text-destructive-ink text-sm">{problem}</p>}
      {(blocker ?? note) && <p className="text-muted-foreground text-sm">{blocker ?? note}</p>}
      <div className="grid gap-4 lg:auto-cols-fr lg:grid-flow-col">
        {(offers[currency] ?? []).map((offer) => (
          <OfferCard
            key={offer.key}
            offer={offer}
            interval={interval}
            preferred={preferred ? offer.key === preferred : offer.highlighted}
            current={offer.key === current?.plan ? current.label : null}
            disabled={blocker !== null || (pending !== null && pending !== offer.key)}
            pending={pending === offer.key}
            onChoose={() => open(offer.key, { body: { plan: offer.key, interval, currency } })}
          />
        ))}
      </div>
    </form>
  );
}

type OfferCardProps = {
  offer: Offer;
  interval: Interval;
  /** Whether its button is the primary one. */
  preferred: boolean;
  /** The label for the customer's own plan; null for other plans. */
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
        preferred && "border-primary ring-1 ring-primary",
      )}
    >
      <div className="grid gap-1">
        <div className="flex items-center justify-between gap-2">
          <h3 className="font-semibold">{offer.name}</h3>
          {current ? <Badge variant="info">{current}</Badge> : offer.highlighted && <Badge>Most popular</Badge>}
        </div>
        <p className="text-muted-foreground text-sm">{offer.tagline}</p>
      </div>
      {price ? (
        <p>
          <span className="figures-lead text-3xl">{price.perMonth}</span>
          <span className="text-muted-foreground text-sm">/mo, {price.billed}</span>
          {price.saved && <span className="block text-success-ink text-sm">{price.saved}</span>}
        </p>
      ) : (
        <p className="text-muted-foreground text-sm">
          Not available with {interval === "year" ? "annual" : "monthly"} billing.
        </p>
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
        type="submit"
        name="plan"
        value={offer.key}
        onClick={(event) => {
          event.preventDefault();
          onChoose();
        }}
      >
        Choose {offer.name}
      </Button>
    </article>
  );
}
