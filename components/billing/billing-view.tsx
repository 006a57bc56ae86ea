import Link from "next/link";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { MeterList } from "@/components/usage/meter-list";
import type { BillingSummary, InvoiceLine } from "@/lib/billing";
import type { Catalog } from "@/lib/catalog";
import type { MeterUsage } from "@/lib/usage";
import { addOnOffersOf } from "./add-on-offers";
import { AddOnsCard } from "./add-ons-card";
import { AwaitingPayment } from "./awaiting-payment";
import { ChangeButton } from "./change-button";
import { InvoicesCard } from "./invoices-card";
import { BillingNotice } from "./notice";
import type { Notice } from "./notices";
import { offersOf } from "./offers";
import { PaymentMethodCard } from "./payment-method-card";
import { isSubscribed, PlanCard } from "./plan-card";
import { PlanChooser, type PlanChooserProps } from "./plan-chooser";
import { PromotionCode } from "./promotion-code";

export type BillingViewProps = {
  catalog: Catalog;
  now: Date;
  summary: BillingSummary;
  meters: readonly MeterUsage[];
  /** Null for those who may not see invoices. */
  invoices: { data: readonly InvoiceLine[]; newest: string | null; older: string | null } | null;
  notice: Notice | null;
  /** Why this person cannot buy; null when they can. */
  hindrance: string | null;
  /** The plan that the way here led to. */
  asked?: string | undefined;
};

/** Plan, usage against limits, plans to buy, payment method and invoices. */
export function BillingView(props: BillingViewProps) {
  const { catalog, now, summary, meters, invoices, notice, hindrance, asked } = props;
  const mayManage = invoices !== null;
  const mayChange = mayManage && hindrance === null;
  const subscribed = isSubscribed(summary);
  const payUrl = invoices?.data.find(({ status }) => status === "open")?.hostedUrl ?? null;
  return (
    <div className="grid gap-6">
      <PageHeader title="Billing" description="Your plan, what you use of it, how you pay, and every invoice." />
      {notice && <BillingNotice notice={notice} />}
      {summary.pending && mayManage && (
        <AwaitingPayment payUrl={payUrl} until={summary.pending.until} plan={summary.pending.plan.name}>
          {mayChange && (
            <ChangeButton
              endpoint="POST /api/v1/subscription/undo"
              done="The change was dropped."
              variant="outline"
              size="sm"
            >
              Drop the change
            </ChangeButton>
          )}
        </AwaitingPayment>
      )}
      {subscribed && mayManage && hindrance && <p className="text-muted-foreground text-sm">{hindrance}</p>}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <PlanCard catalog={catalog} summary={summary} now={now} mayChange={mayChange} asked={asked} />
          {mayManage && <PaymentMethodCard card={summary.card} hasPortal={summary.hasPortal} mayChange={mayChange} />}
          {mayChange && takesCode(summary) && (
            <Card>
              <CardContent>
                <PromotionCode />
              </CardContent>
            </Card>
          )}
        </div>
        <div className="grid gap-6">
          <UsageCard meters={meters} />
          {subscribed && <AddOns catalog={catalog} summary={summary} mayChange={mayChange} />}
        </div>
      </div>
      {!subscribed && (
        <PlanChooser
          offers={offersOf(catalog)}
          current={currentOf(summary)}
          annualDiscountPercent={catalog.annualDiscountPercent}
          note={summary.status === "trialing" ? convertingEarly : null}
          hindrance={hindrance}
        />
      )}
      {invoices && <InvoicesCard invoices={invoices.data} newest={invoices.newest} older={invoices.older} />}
    </div>
  );
}

/** A code counts from the next invoice, so there must be one; and two codes do not go together. */
const takesCode = ({ status, cancelAt, discount }: BillingSummary) =>
  status === "active" && !cancelAt && !discount?.code;

const convertingEarly = "Buying ends your trial: the first period begins, and is charged, today.";

/** Who comes back finds the plan they had. */
function currentOf({ status, plan, price }: BillingSummary): PlanChooserProps["current"] {
  const label = status === "trialing" ? "On trial" : status === "canceled" ? "Your last plan" : null;
  return label
    ? { plan: plan.key, label, interval: price?.interval ?? "month", preferred: status === "canceled" }
    : null;
}

type AddOnsProps = Pick<BillingViewProps, "catalog" | "summary"> & { mayChange: boolean };

function AddOns({ catalog, summary, mayChange }: AddOnsProps) {
  const offers = addOnOffersOf(catalog, summary.plan.key, summary.price?.interval ?? "month");
  if (offers.length === 0) return null;
  const having = Object.fromEntries(summary.addOns.map(({ key, quantity }) => [key, quantity]));
  const obstacle = obstacleOf(summary);
  return (
    <AddOnsCard
      // Made anew, so that a choice that was carried out, now or for the period's end, is not offered again.
      key={JSON.stringify([having, obstacle])}
      offers={offers}
      having={having}
      obstacle={mayChange ? obstacle : null}
      mayChange={mayChange && obstacle === null}
    />
  );
}

/** Why add-ons cannot be changed now, and what to do about it. */
function obstacleOf({ status, cancelAt, scheduled }: AddOnsProps["summary"]): string | null {
  if (status === "past_due") return "A payment is open. Pay it first, then they can be changed.";
  if (status !== "active") return "They can be changed when your plan goes on.";
  if (cancelAt) return "Your plan is about to end. Resume it to change them.";
  return scheduled ? "A change is scheduled. Undo it to choose anew." : null;
}

function UsageCard({ meters }: { meters: readonly MeterUsage[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Usage</CardTitle>
        <CardAction>
          <Link href="/usage" className="text-brand text-sm underline-offset-4 hover:underline">
            Details
          </Link>
        </CardAction>
      </CardHeader>
      <CardContent>
        <MeterList meters={meters} />
      </CardContent>
    </Card>
  );
}
