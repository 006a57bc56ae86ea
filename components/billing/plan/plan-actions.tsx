import type { BillingSummary } from "@/lib/billing";
import { type Catalog, catalogIn } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { CancelButton } from "../cancel/cancel-button";
import { savingsOf } from "../cancel/savings";
import { ChangeButton } from "../change/change-button";
import { ChangePlanButton } from "../change/change-plan-button";
import { offersOf } from "./offers";
import { arrangedLine, catalogInterval, perMonth } from "./plan-words";

/** Nothing is overdue or paused, so the plan and its add-ons can change. */
export const isPaying = ({ status, freeUntil }: Pick<BillingSummary, "status" | "freeUntil">): boolean =>
  status === "active" || freeUntil !== null;

const isLate = (status: BillingSummary["status"]) => status === "past_due" || status === "unpaid";

/** Stripe's portal isn't offered while only paying, resuming or contacting us helps. */
export const opensPortal = ({ hasPortal, cancelAt, suspendedAt, status }: BillingSummary): boolean =>
  hasPortal && !cancelAt && !suspendedAt && !isLate(status);

type PlanActionsProps = { catalog: Catalog; summary: BillingSummary };
type RequestedProps = PlanActionsProps & { requested: string | undefined };

/** What the customer can do about the plan now: resume, undo, or change and cancel. Paying is a matter of the notice above. */
export function PlanActions({ catalog, summary, requested }: RequestedProps) {
  const { status, cancelAt, scheduled, arranged, suspendedAt } = summary;
  // What our team arranged can be replaced by leaving alone, and nothing is bought while suspended.
  if (cancelAt) return arranged || suspendedAt ? null : <Resume />;
  if (suspendedAt || isLate(status)) return <Cancel catalog={catalog} summary={summary} />;
  return (
    <>
      <Change catalog={catalog} summary={summary} requested={requested} />
      {scheduled?.managed && (
        <ChangeButton endpoint="POST /api/v1/subscription/undo" done="Scheduled change canceled." variant="outline">
          Undo change
        </ChangeButton>
      )}
      <Cancel catalog={catalog} summary={summary} />
    </>
  );
}

const Resume = () => (
  <ChangeButton endpoint="POST /api/v1/subscription/resume" done="Your plan was resumed.">
    Resume plan
  </ChangeButton>
);

/** Hidden while a change is scheduled, which has to be undone first, and for a price that only a person can change. */
function Change({ catalog, summary, requested }: RequestedProps) {
  const { plan, price, scheduled, customPrice } = summary;
  if (!price || scheduled || customPrice || !isPaying(summary)) return null;
  return (
    <ChangePlanButton
      offers={offersOf(catalogIn(catalog, price.currency))}
      current={{ plan: plan.key, interval: catalogInterval(price), perMonth: perMonth(price) }}
      requested={catalog.plans.find(({ key }) => key === requested && key !== plan.key)?.key}
      annualDiscountPercent={catalog.annualDiscountPercent}
    />
  );
}

function Cancel({ catalog, summary }: PlanActionsProps) {
  const { plan, currentPeriodEnd, mayBeRetained, status, suspendedAt, scheduled } = summary;
  const { retention } = catalog;
  const arranged = scheduled && !scheduled.managed ? scheduled : null;
  // No discount is offered on an overdue payment, on a plan that can't be used, or on what our team arranged.
  const offered = retention && mayBeRetained && status === "active" && !suspendedAt && !arranged;
  return (
    <CancelButton
      plan={plan.name}
      endsOn={currentPeriodEnd ? formatUtcDate(currentPeriodEnd) : "the end of your billing period"}
      offer={
        offered ? { title: retention.title, body: retention.body, savings: savingsOf(summary.items, retention) } : null
      }
      discards={arranged && arrangedLine(arranged)}
    />
  );
}
