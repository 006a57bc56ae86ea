import Link from "next/link";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { MeterList } from "@/components/usage/meter-list";
import type { BillingSummary, InvoiceLine } from "@/lib/billing";
import type { Catalog } from "@/lib/catalog";
import type { MeterUsage } from "@/lib/usage";
import { InvoicesCard } from "./invoices-card";
import { BillingNotice } from "./notice";
import type { Notice } from "./notices";
import { offersOf } from "./offers";
import { PaymentMethodCard } from "./payment-method-card";
import { isSubscribed, PlanCard } from "./plan-card";
import { PlanChooser } from "./plan-chooser";

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
};

/** Plan, usage against limits, plans to buy, payment method and invoices. */
export function BillingView({ catalog, now, summary, meters, invoices, notice, hindrance }: BillingViewProps) {
  const mayManage = invoices !== null;
  return (
    <div className="grid gap-6">
      <PageHeader title="Billing" description="Your plan, what you use of it, how you pay, and every invoice." />
      {notice && <BillingNotice notice={notice} />}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <PlanCard summary={summary} now={now} mayManage={mayManage} />
          {mayManage && <PaymentMethodCard card={summary.card} hasPortal={summary.hasPortal} mayManage={mayManage} />}
        </div>
        <UsageCard meters={meters} />
      </div>
      {!isSubscribed(summary) && (
        <PlanChooser
          offers={offersOf(catalog)}
          currentPlan={summary.status === "trialing" ? summary.plan.key : ""}
          annualDiscountPercent={catalog.annualDiscountPercent}
          hindrance={hindrance}
        />
      )}
      {invoices && <InvoicesCard invoices={invoices.data} newest={invoices.newest} older={invoices.older} />}
    </div>
  );
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
