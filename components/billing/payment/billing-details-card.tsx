import type { ReactNode } from "react";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import type { BillingSummary } from "@/lib/billing";
import { cardStage } from "@/lib/billing/payment/card-expiry";
import { taxIdName } from "@/lib/billing/payment/tax-id-types";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/numbers";
import { BillingDetailsButton } from "./billing-details-button";
import { brandName, CardMark } from "./card-mark";
import { PortalButton } from "./portal-button";
import { ReplaceCard } from "./replace-card";

type BillingDetailsCardProps = {
  summary: Pick<
    BillingSummary,
    "card" | "hasPortal" | "collectionMethod" | "daysUntilDue" | "billingEmail" | "taxIds" | "status" | "suspendedAt"
  >;
  now: Date;
  mayChange: boolean;
  /** Whether Stripe's portal can be opened from here. */
  portal: boolean;
};

/** How the plan is paid, and what invoices say about the customer. Only Stripe has the card's number. */
export function BillingDetailsCard({ summary, now, mayChange, portal }: BillingDetailsCardProps) {
  const { card, hasPortal, billingEmail, taxIds } = summary;
  const mayEdit = mayChange && hasPortal;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Payment and billing details</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid divide-y text-sm *:py-3 *:first:pt-0 *:last:pb-0">
          {isInvoiced(summary) ? (
            <Row term="Payment">
              <InvoicedWords {...summary} />
            </Row>
          ) : (
            <Row
              term="Card"
              action={mayEdit && <ReplaceCard label={card ? "Update card" : "Add card"} variant="outline" size="sm" />}
            >
              {card ? <CardOnFile card={card} now={now} /> : "No card on file"}
            </Row>
          )}
          <Row term="Billing email">
            <span className="[overflow-wrap:anywhere]">{billingEmail ?? "None yet"}</span>
          </Row>
          <Row term="Tax ID">
            {taxIds.length === 0
              ? "None"
              : taxIds.map(({ type, value }) => (
                  <span key={`${type} ${value}`} className="block">
                    {taxIdName(type)} <span className="figures">{value}</span>
                  </span>
                ))}
          </Row>
        </dl>
      </CardContent>
      {(mayEdit || portal) && (
        <CardFooter>
          {mayEdit && <BillingDetailsButton email={billingEmail ?? ""} taxIds={taxIds} />}
          {portal && (
            <PortalButton variant="ghost" size="sm">
              Open billing portal
            </PortalButton>
          )}
        </CardFooter>
      )}
    </Card>
  );
}

const isInvoiced = ({ collectionMethod, status }: BillingDetailsCardProps["summary"]) =>
  collectionMethod === "send_invoice" && status !== "canceled";

function Row({ term, action, children }: { term: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <dt className="text-muted-foreground text-xs">{term}</dt>
      <dd className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">{children}</div>
        {action}
      </dd>
    </div>
  );
}

/** Nothing is charged to a card. */
function InvoicedWords({ daysUntilDue, billingEmail }: Pick<BillingSummary, "daysUntilDue" | "billingEmail">) {
  const to = billingEmail ? ` to ${billingEmail}` : "";
  const due = daysUntilDue === null ? "" : `; due in ${formatCount(daysUntilDue, "day")}`;
  return (
    <span className="[overflow-wrap:anywhere]">
      Invoices are emailed{to}
      {due}.
    </span>
  );
}

type CardProps = { card: NonNullable<BillingSummary["card"]>; now: Date };

/** The card by its network, last four digits and expiration date, which stands out once it is near. */
export function CardOnFile({ card, now }: CardProps) {
  const { text, urgent } = expiryOf(card.expires, now);
  return (
    <span className="flex items-center gap-3">
      <CardMark brand={card.brand} />
      <span className="grid">
        <span className="font-medium">
          {brandName(card.brand)} ending in <span className="figures">{card.last4}</span>
        </span>
        <span className={cn("text-xs", urgent ? "text-destructive-ink" : "text-muted-foreground")}>{text}</span>
      </span>
    </span>
  );
}

function expiryOf(expires: string, now: Date): { text: string; urgent: boolean } {
  const expiry = cardStage(expires, now);
  if (!expiry) return { text: `Expires ${expires}`, urgent: false };
  if (expiry.stage === 0) return { text: `Expired ${expires}`, urgent: true };
  return { text: `Expires ${expires}, in ${formatCount(expiry.daysLeft, "day")}`, urgent: true };
}
