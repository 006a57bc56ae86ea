import { CreditCard } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import type { BillingSummary } from "@/lib/billing";
import { formatCount } from "@/lib/numbers";

type PaymentMethodCardProps = {
  summary: Pick<BillingSummary, "card" | "hasPortal" | "collectionMethod" | "daysUntilDue" | "billingEmail" | "status">;
  mayChange: boolean;
};

/** The card Stripe charges, of which only Stripe has the number, or where invoices are sent. */
export function PaymentMethodCard({ summary, mayChange }: PaymentMethodCardProps) {
  const { card, hasPortal, collectionMethod, status } = summary;
  if (collectionMethod === "send_invoice" && status !== "canceled") return <InvoicedCard summary={summary} />;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Payment method</CardTitle>
      </CardHeader>
      <CardContent>
        {card ? (
          <div className="flex items-center gap-3 text-sm">
            <span className="flex size-9 items-center justify-center rounded-md border text-muted-foreground">
              <CreditCard className="size-4" aria-hidden />
            </span>
            <div className="grid">
              <span className="font-medium tabular-nums">
                <span className="capitalize">{card.brand}</span> ending in {card.last4}
              </span>
              <span className="text-muted-foreground tabular-nums">Expires {card.expires}</span>
            </div>
          </div>
        ) : (
          <p className="text-muted-foreground text-sm">No card on file. You'll add one when you choose a plan.</p>
        )}
      </CardContent>
      {mayChange && hasPortal && (
        <CardFooter>
          <Button asChild variant="outline" size="sm">
            <Link href="/billing/payment-method">{card ? "Update card" : "Add card"}</Link>
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}

/** Nothing is charged to a card. */
function InvoicedCard({ summary: { daysUntilDue, billingEmail } }: Pick<PaymentMethodCardProps, "summary">) {
  const to = billingEmail ? ` to ${billingEmail}` : "";
  const due = daysUntilDue === null ? "" : `; due in ${formatCount(daysUntilDue, "day")}`;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Payment method</CardTitle>
      </CardHeader>
      <CardContent>
        <p className="text-muted-foreground text-sm [overflow-wrap:anywhere]">
          Invoices are emailed{to}
          {due}.
        </p>
      </CardContent>
    </Card>
  );
}
