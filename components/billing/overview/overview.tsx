import { LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { Arch } from "@/components/brand/arch";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { BillingSummary, NextCharge } from "@/lib/billing";
import { formatDate, formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { CardMark, cardName } from "../payment/card-mark";
import { ContactLink } from "../plan/contact-link";
import { chargeAdditions, nextChargeNotes } from "../plan/next-charge";
import { planWords } from "../plan/plan-words";
import { PeriodTimeline } from "./period-timeline";
import { timelineOf } from "./timeline";

type OverviewProps = {
  summary: BillingSummary;
  now: Date;
  /** Whether there is a live subscription: then the plan has a card of its own below. */
  subscribed: boolean;
  /** Where "Contact us" writes to. */
  contactEmail: string;
};

/** What is charged next and when, as the largest thing on the page, over the line of the current period. */
export function Overview({ summary, now, subscribed, contactEmail }: OverviewProps) {
  const timeline = timelineOf(summary, now);
  if (!subscribed && summary.suspendedAt) {
    return (
      <SuspendedBand summary={summary} since={summary.suspendedAt} now={now} contactEmail={contactEmail}>
        {timeline && <PeriodTimeline timeline={timeline} now={now} />}
      </SuspendedBand>
    );
  }
  if (!subscribed) {
    return (
      <Band label="Plan and period">
        <PlanState summary={summary} now={now} daysLeft={timeline?.daysLeft} contactEmail={contactEmail} />
        {timeline && <PeriodTimeline timeline={timeline} now={now} />}
      </Band>
    );
  }
  const figure = figureOf(summary);
  if (!figure && !timeline) return null;
  return (
    <Band label={figure?.label ?? "This period"}>
      {figure && (
        <div className="grid gap-1">
          <h2 className="text-muted-foreground text-sm">{figure.label}</h2>
          {figure.body}
        </div>
      )}
      {timeline && <PeriodTimeline timeline={timeline} now={now} />}
    </Band>
  );
}

function Band({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} className="grid gap-6 rounded-lg border bg-band p-5 sm:p-7">
      {children}
    </section>
  );
}

type SuspendedBandProps = Pick<OverviewProps, "summary" | "now" | "contactEmail"> & {
  since: Date;
  children: ReactNode;
};

/** While nothing can be bought: the gate is closed, and the one thing to do is to write to us. */
function SuspendedBand({ summary, since, now, contactEmail, children }: SuspendedBandProps) {
  return (
    <Band label="Plan and period">
      <div className="grid items-center gap-x-8 gap-y-5 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
        <Arch state="closed" className="w-24">
          <LockKeyhole strokeWidth={1.5} />
        </Arch>
        <div className="grid gap-1.5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-muted-foreground text-sm">{summary.plan.name}</span>
            <Badge variant="destructive" dot>
              Suspended
            </Badge>
          </div>
          <h2 className="text-balance text-title">Suspended since {formatUtcDate(since)}</h2>
          <p className="max-w-xl text-pretty text-muted-foreground text-sm">
            {planWords(summary, now).line} Your data is safe.
          </p>
        </div>
        <Button asChild className="justify-self-start">
          <a href={`mailto:${contactEmail}`} title={contactEmail}>
            Contact us
          </a>
        </Button>
      </div>
      {children}
    </Band>
  );
}

const figureClasses = "figures-lead text-[2.5rem] leading-none sm:text-[3.25rem]";

function figureOf(summary: BillingSummary): { label: string; body: ReactNode } | null {
  const { nextCharge, collectionMethod, cancelAt, paused } = summary;
  if (nextCharge) {
    const label = collectionMethod === "send_invoice" ? "Next invoice" : "Next charge";
    return { label, body: <Charge charge={nextCharge} summary={summary} /> };
  }
  if (cancelAt) {
    return {
      label: "Nothing more is charged. Your plan ends on",
      body: <p className={figureClasses}>{formatDate(cancelAt)}</p>,
    };
  }
  if (paused) return { label: "Payments are paused", body: <p className={figureClasses}>No charge</p> };
  return null;
}

function Charge({ charge, summary: { card, collectionMethod } }: { charge: NextCharge; summary: BillingSummary }) {
  const notes = nextChargeNotes(charge);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-2">
        <span className={figureClasses}>{formatMoney(charge)}</span>{" "}
        <span className="text-pretty text-base">
          {`${chargeAdditions(charge)} on `.trimStart()}
          <span className="figures">{formatUtcDate(charge.at)}</span>
        </span>{" "}
        {card && collectionMethod !== "send_invoice" && (
          <span className="figures flex items-center gap-2 self-center text-sm">
            <CardMark brand={card.brand} />
            {cardName(card)}
          </span>
        )}
      </p>
      {notes && <p className="mt-1 text-pretty text-muted-foreground text-sm">{notes}</p>}
    </>
  );
}

type PlanStateProps = Pick<OverviewProps, "summary" | "now" | "contactEmail"> & { daysLeft: number | undefined };

/** Before a purchase and after the last one: the plan, and what that means. */
function PlanState({ summary, now, daysLeft, contactEmail }: PlanStateProps) {
  const { badge, line, contact } = planWords(summary, now);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-muted-foreground text-sm">{summary.plan.name}</h2>
        {daysLeft !== undefined && (
          <Badge variant={badge.variant} dot>
            {badge.label}
          </Badge>
        )}
      </div>
      <p className={daysLeft === undefined ? "text-heading" : figureClasses}>
        {daysLeft === undefined ? badge.label : `${formatCount(daysLeft, "day")} left`}
      </p>
      <p className="max-w-2xl text-pretty text-muted-foreground text-sm">
        {line}
        {contact && (
          <>
            {" "}
            <ContactLink email={contactEmail} purpose={contact} />
          </>
        )}
      </p>
    </div>
  );
}
