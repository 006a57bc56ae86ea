import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { HealthSign, OrganizationDetails } from "@/lib/admin";
import { cn } from "@/lib/cn";
import { formatDate, formatUtcDate } from "@/lib/dates";
import { everyInterval } from "@/lib/intervals";
import { formatMoney } from "@/lib/money";

type KeyFiguresProps = { details: OrganizationDetails; currency: string };

/** What matters first: revenue, plan, the next charge, the owner, and since when. */
export function KeyFigures({ details: { organization, billing, owner }, currency }: KeyFiguresProps) {
  const { nextCharge, price } = billing;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-lg border bg-card shadow-raised lg:grid-cols-[1.1fr_1fr_1.2fr_1.5fr_1fr] *:-mr-px *:-mb-px *:border-r *:border-b">
      <Figure term="MRR" note={billing.status === "active" || organization.mrr > 0 ? undefined : "Not paying"}>
        {formatMoney({ amount: organization.mrr, currency: organization.currency ?? currency })}
      </Figure>
      <Figure term="Plan" note={price && `${formatMoney(price)} ${everyInterval(price)}`} text>
        {billing.plan.name}
      </Figure>
      <Figure
        term="Next charge"
        note={
          nextCharge
            ? `${formatUtcDate(nextCharge.at)}${nextCharge.plusUsage ? ", plus overage" : ""}${nextCharge.plusTax ? ", plus tax" : ""}`
            : noCharge(billing)
        }
      >
        {nextCharge ? formatMoney({ amount: nextCharge.amount, currency: nextCharge.currency }) : "–"}
      </Figure>
      <Figure term="Owner" note={owner?.name ? owner.email : undefined} text>
        {owner ? (owner.name ?? owner.email) : "None"}
      </Figure>
      <Figure term="Customer since" className="max-lg:col-span-2" text>
        {formatDate(organization.createdAt)}
      </Figure>
    </dl>
  );
}

function noCharge({ cancelAt, trialEndsAt, status }: OrganizationDetails["billing"]): string {
  if (cancelAt) return `Ends ${formatUtcDate(cancelAt)}`;
  return status === "trialing" ? `Trial ends ${formatUtcDate(trialEndsAt)}` : "Nothing is scheduled";
}

type FigureProps = {
  term: string;
  note?: ReactNode;
  /** A name or a date, not an amount. */
  text?: boolean;
  className?: string;
  children: ReactNode;
};

function Figure({ term, note, text = false, className, children }: FigureProps) {
  return (
    <div className={cn("grid min-w-0 content-start gap-0.5 px-4 py-3", className)}>
      <dt className="text-muted-foreground text-xs">{term}</dt>
      <dd className={cn("truncate font-medium text-base", !text && "font-mono tabular-nums tracking-[-0.02em]")}>
        {children}
      </dd>
      {note && <dd className="truncate text-muted-foreground text-xs">{note}</dd>}
    </div>
  );
}

const icons = { alarm: CircleAlert, warning: TriangleAlert, note: Info } as const;
const tones = {
  alarm: "bg-destructive-soft text-destructive-ink",
  warning: "bg-warning-soft text-warning-ink",
  note: "bg-muted text-muted-foreground",
} as const satisfies Record<HealthSign["level"], string>;

/** What needs attention, in a line. */
export function Health({ signs }: { signs: readonly HealthSign[] }) {
  if (!signs.some(({ level }) => level !== "note")) {
    return (
      <ul aria-label="Health" className="flex flex-wrap gap-2">
        <li className={cn(signClasses, "bg-success-soft text-success-ink")}>
          <CircleCheck className="size-4 shrink-0" aria-hidden />
          Healthy
        </li>
        <Signs signs={signs} />
      </ul>
    );
  }
  return (
    <ul aria-label="Health" className="flex flex-wrap gap-2">
      <Signs signs={signs} />
    </ul>
  );
}

const signClasses = "flex items-center gap-1.5 rounded-md px-2.5 py-1 font-medium text-[0.8125rem]";

function Signs({ signs }: { signs: readonly HealthSign[] }) {
  return signs.map(({ level, text }) => {
    const Icon = icons[level];
    return (
      <li key={text} className={cn(signClasses, tones[level])}>
        <Icon className="size-4 shrink-0" aria-hidden />
        {text}
      </li>
    );
  });
}
