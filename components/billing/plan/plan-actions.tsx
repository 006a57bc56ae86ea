import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { BillingSummary } from "@/lib/billing";
import type { Catalog } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { CancelButton } from "../cancel/cancel-button";
import { ChangeButton } from "../change/change-button";
import { ChangePlanButton } from "../change/change-plan-button";
import { PortalButton } from "../payment/portal-button";
import { offersOf } from "./offers";
import { catalogInterval, perMonth } from "./plan-words";

type PlanActionsProps = { catalog: Catalog; summary: BillingSummary };
type RequestedProps = PlanActionsProps & { requested: string | undefined };

/** What the customer can do now: fix the payment, resume, undo, or change and cancel. */
export function PlanActions({ catalog, summary, requested }: RequestedProps) {
  const { status, cancelAt, scheduled, hasPortal } = summary;
  if (status === "past_due") {
    return (
      <>
        <Button asChild>
          <Link href="/billing/payment-method">Fix payment</Link>
        </Button>
        {!cancelAt && <Cancel catalog={catalog} summary={summary} />}
      </>
    );
  }
  if (cancelAt) {
    return (
      <ChangeButton endpoint="POST /api/v1/subscription/resume" done="Your plan was resumed.">
        Resume plan
      </ChangeButton>
    );
  }
  return (
    <>
      {status === "active" && <Change catalog={catalog} summary={summary} requested={requested} />}
      {scheduled && (
        <ChangeButton endpoint="POST /api/v1/subscription/undo" done="Scheduled change canceled." variant="outline">
          Undo change
        </ChangeButton>
      )}
      {hasPortal && <PortalButton variant="outline">Billing portal</PortalButton>}
      <Cancel catalog={catalog} summary={summary} />
    </>
  );
}

/** Hidden while a change is scheduled: that one has to be undone first. */
function Change({ catalog, summary: { plan, price, scheduled }, requested }: RequestedProps) {
  if (!price || scheduled) return null;
  return (
    <ChangePlanButton
      offers={offersOf(catalog)}
      current={{ plan: plan.key, interval: catalogInterval(price), perMonth: perMonth(price) }}
      requested={catalog.plans.find(({ key }) => key === requested && key !== plan.key)?.key}
      annualDiscountPercent={catalog.annualDiscountPercent}
    />
  );
}

function Cancel({ catalog, summary }: PlanActionsProps) {
  const { plan, currentPeriodEnd, mayBeRetained, status } = summary;
  const { retention } = catalog;
  // No discount is offered on an overdue payment.
  const offered = retention && mayBeRetained && status === "active";
  return (
    <CancelButton
      plan={plan.name}
      endsOn={currentPeriodEnd ? formatUtcDate(currentPeriodEnd) : "the end of your billing period"}
      offer={offered ? { title: retention.title, body: retention.body } : null}
    />
  );
}
