import Link from "@/components/navigation/link";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { LiveMeterList, type LiveUsage } from "@/components/usage/live-meter-list";
import type { BillingSummary, CurrencyChoice, InvoiceLine } from "@/lib/billing";
import { type Catalog, catalogIn, type Interval } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { addOnOffersOf } from "./add-ons/add-on-offers";
import { AddOnsCard } from "./add-ons/add-ons-card";
import { AwaitingPayment } from "./change/awaiting-payment";
import { ChangeButton } from "./change/change-button";
import { InvoicesCard } from "./invoices-card";
import { BillingNotice } from "./notice";
import type { Notice } from "./notices";
import { Overview } from "./overview/overview";
import { BillingDetailsCard } from "./payment/billing-details-card";
import { offersOf } from "./plan/offers";
import { isPaying, opensPortal } from "./plan/plan-actions";
import { isSubscribed, PlanCard } from "./plan/plan-card";
import { PlanChooser, type PlanChooserProps } from "./plan/plan-chooser";
import { catalogInterval } from "./plan/plan-words";

export type BillingViewProps = {
  catalog: Catalog;
  now: Date;
  summary: BillingSummary;
  /** The currencies to buy in. */
  currencies: CurrencyChoice;
  usage: LiveUsage;
  /** Null for members who can't see invoices. */
  invoices: { data: readonly InvoiceLine[]; newest: string | null; older: string | null } | null;
  notice: Notice | null;
  /** Why this person can't buy; null when they can. */
  blocker: string | null;
  /** The plan, interval and currency that a link asked for. */
  requested?: { plan?: string | undefined; interval?: Interval | undefined; currency?: string | undefined };
};

/** What is charged next and the plan or, while nothing is bought, the plans for sale; then details, usage and invoices. */
export function BillingView(props: BillingViewProps) {
  const { catalog, now, summary, currencies, usage, invoices, notice, blocker, requested } = props;
  const mayManage = invoices !== null;
  const mayChange = mayManage && blocker === null;
  const subscribed = isSubscribed(summary);
  const suspended = summary.suspendedAt !== null;
  const payUrl = invoices?.data.find(({ status }) => status === "open")?.hostedUrl ?? null;
  const urgent = notice?.tone === "destructive";
  const invoiceList = invoices && (
    <InvoicesCard invoices={invoices.data} now={now} newest={invoices.newest} older={invoices.older} />
  );
  return (
    <div className="grid gap-6">
      <PageHeader title="Billing" />
      {notice && (
        <BillingNotice
          notice={notice}
          card={mayChange ? summary.card : null}
          mayReplaceCard={mayChange && summary.hasPortal}
        />
      )}
      {summary.pending && mayManage && (
        <AwaitingPayment payUrl={payUrl} until={summary.pending.until} plan={summary.pending.plan.name}>
          {mayChange && (
            <ChangeButton
              endpoint="POST /api/v1/subscription/undo"
              done="Change discarded."
              variant="outline"
              size="sm"
            >
              Discard change
            </ChangeButton>
          )}
        </AwaitingPayment>
      )}
      {!(urgent && subscribed) && (
        <Overview summary={summary} now={now} subscribed={subscribed} contactEmail={catalog.copy.company.email} />
      )}
      {subscribed && mayManage && blocker && <p className="text-muted-foreground text-sm">{blocker}</p>}
      {!subscribed && !suspended && (
        <PlanChooser
          offers={Object.fromEntries(
            currencies.offered.map((currency) => [currency, offersOf(catalogIn(catalog, currency))]),
          )}
          currency={currencies.offered.find((currency) => currency === requested?.currency) ?? currencies.chosen}
          current={currentOf(summary)}
          chosen={chosenOf(catalog, summary, requested)}
          annualDiscountPercent={catalog.annualDiscountPercent}
          note={summary.status === "trialing" ? convertingEarly : null}
          blocker={blocker}
        />
      )}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          {subscribed && (
            <PlanCard
              catalog={catalog}
              summary={summary}
              now={now}
              mayChange={mayChange}
              requested={requested?.plan}
              quiet={urgent && summary.suspendedAt === null && !isPaying(summary)}
              takesCode={mayChange && takesCode(summary)}
            />
          )}
          {subscribed && <UsageCard usage={usage} />}
          {!subscribed && <UsageCard usage={usage} />}
        </div>
        <div className="grid gap-6">
          {mayManage && (subscribed || summary.hasPortal || summary.card) && (
            <BillingDetailsCard
              summary={summary}
              now={now}
              mayChange={mayChange}
              portal={mayChange && opensPortal(summary)}
            />
          )}
          {subscribed && <AddOns catalog={catalog} summary={summary} mayChange={mayChange} />}
          {!subscribed && invoices?.data.length === 0 && invoiceList}
        </div>
      </div>
      {(subscribed || invoices?.data.length !== 0) && invoiceList}
    </div>
  );
}

/** A code applies from the next invoice, so there must be one, and codes can't be combined. */
const takesCode = (summary: BillingSummary) =>
  isPaying(summary) &&
  !summary.cancelAt &&
  !summary.suspendedAt &&
  !summary.arranged &&
  !summary.discounts.some(({ code }) => code !== null);

const convertingEarly = "You'll be charged today and your trial ends.";

/** The plan on trial, or a returning customer's last one. */
function currentOf({ status, plan, price }: BillingSummary): PlanChooserProps["current"] {
  const label = status === "trialing" ? "On trial" : status === "canceled" ? "Your last plan" : null;
  return label ? { plan: plan.key, label, interval: catalogInterval(price), preferred: true } : null;
}

/** What a link or the sign-up asked for, which the chooser starts with; an unknown plan is none. */
function chosenOf(
  { plans }: Catalog,
  { plan, chosenInterval }: BillingSummary,
  requested: BillingViewProps["requested"],
): PlanChooserProps["chosen"] {
  const linked = plans.find(({ key }) => key === requested?.plan)?.key;
  return {
    plan: linked ?? (chosenInterval ? plan.key : null),
    interval: requested?.interval ?? chosenInterval,
  };
}

type AddOnsProps = Pick<BillingViewProps, "catalog" | "summary"> & { mayChange: boolean };

function AddOns({ catalog, summary, mayChange }: AddOnsProps) {
  const sold = catalogIn(catalog, summary.price?.currency ?? catalog.currency);
  const offers = addOnOffersOf(sold, summary.plan.key, catalogInterval(summary.price));
  if (offers.length === 0) return null;
  const current = Object.fromEntries(summary.addOns.map(({ key, quantity }) => [key, quantity]));
  const blocker = addOnsBlocker(summary);
  return (
    <AddOnsCard
      // Remounted after a change, so that a selection that was applied or scheduled isn't offered again.
      key={JSON.stringify([current, blocker])}
      offers={offers}
      current={current}
      blocker={mayChange ? blocker : null}
      mayChange={mayChange && blocker === null}
    />
  );
}

/** Why add-ons can't be changed right now, and what to do about it. */
function addOnsBlocker(summary: AddOnsProps["summary"]): string | null {
  const { status, cancelAt, scheduled, arranged, suspendedAt, collectionMethod, paused } = summary;
  if (suspendedAt) return "You can't buy add-ons while your organization is suspended.";
  if (status === "past_due" || status === "unpaid") {
    const happened = collectionMethod === "send_invoice" ? "An invoice is overdue" : "Your last payment failed";
    return `${happened}. Pay the open invoice to change add-ons.`;
  }
  if (paused) return "You can change add-ons once payments resume.";
  if (!isPaying(summary)) return "You can change add-ons once your plan is active again.";
  if (scheduled && arranged) {
    return `Our team arranged a change for ${formatUtcDate(scheduled.at)}. Contact us to change your add-ons before then.`;
  }
  if (cancelAt) {
    return arranged
      ? "Our team arranged the end of your plan. Contact us to change your add-ons."
      : "Your plan is set to cancel. Resume it to change add-ons.";
  }
  return scheduled ? "A change is scheduled. Undo it to make another one." : null;
}

function UsageCard({ usage }: { usage: LiveUsage }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Usage</CardTitle>
        <CardAction>
          <Link href="/usage" className="text-brand text-sm underline-offset-4 hover:underline">
            View usage
          </Link>
        </CardAction>
      </CardHeader>
      <CardContent>
        <LiveMeterList usage={usage} />
      </CardContent>
    </Card>
  );
}
