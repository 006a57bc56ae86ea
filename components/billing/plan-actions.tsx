import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { BillingSummary } from "@/lib/billing";
import type { Catalog } from "@/lib/catalog";
import { CancelButton } from "./cancel-button";
import { ChangeButton } from "./change-button";
import { ChangePlanButton } from "./change-plan-button";
import { offersOf } from "./offers";
import { longDate, perMonth } from "./plan-words";
import { PortalButton } from "./portal-button";

type PlanActionsProps = { catalog: Catalog; summary: BillingSummary };
type AskedProps = PlanActionsProps & { asked: string | undefined };

/** What can be done now: mend the payment, or resume, or undo, or change and cancel. */
export function PlanActions({ catalog, summary, asked }: AskedProps) {
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
      <ChangeButton endpoint="POST /api/v1/subscription/resume" done="Your plan goes on.">
        Resume plan
      </ChangeButton>
    );
  }
  return (
    <>
      {status === "active" && <Change catalog={catalog} summary={summary} asked={asked} />}
      {scheduled && (
        <ChangeButton
          endpoint="POST /api/v1/subscription/undo"
          done="The scheduled change was taken back."
          variant="outline"
        >
          Undo the change
        </ChangeButton>
      )}
      {hasPortal && <PortalButton variant="outline">Manage plan</PortalButton>}
      <Cancel catalog={catalog} summary={summary} />
    </>
  );
}

/** From a change that waits, the plan it leads to is what another change starts from. */
function Change({ catalog, summary: { plan, price, scheduled }, asked }: AskedProps) {
  if (!price || scheduled) return null;
  return (
    <ChangePlanButton
      offers={offersOf(catalog)}
      current={{ plan: plan.key, interval: price.interval, perMonth: perMonth(price) }}
      asked={catalog.plans.find(({ key }) => key === asked && key !== plan.key)?.key}
      annualDiscountPercent={catalog.annualDiscountPercent}
    />
  );
}

function Cancel({ catalog, summary }: PlanActionsProps) {
  const { plan, currentPeriodEnd, mayBeRetained, status } = summary;
  const { retention } = catalog;
  // Who owes a payment is not offered a discount on it.
  const offered = retention && mayBeRetained && status === "active";
  return (
    <CancelButton
      plan={plan.name}
      endsOn={currentPeriodEnd ? longDate(currentPeriodEnd) : "the period's end"}
      offer={offered ? { title: retention.title, body: retention.body } : null}
    />
  );
}
