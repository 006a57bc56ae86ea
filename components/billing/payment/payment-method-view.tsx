import { ArrowLeft } from "lucide-react";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { BillingSummary, OpenInvoice } from "@/lib/billing";
import { CardOnFile } from "./billing-details-card";
import { OwedNotice } from "./owed-notice";
import { ReplaceCard } from "./replace-card";

type PaymentMethodViewProps = {
  summary: BillingSummary;
  owed: OpenInvoice | null;
  now: Date;
};

/** The card Stripe charges, what is owed, and a way to update the card. */
export function PaymentMethodView({ summary: { card, hasPortal }, owed, now }: PaymentMethodViewProps) {
  return (
    <div className="grid max-w-2xl gap-6">
      <PageHeader
        eyebrow={
          <Link href="/billing" className="inline-flex items-center gap-1 underline-offset-4 hover:underline">
            <ArrowLeft className="size-3.5" aria-hidden />
            Billing
          </Link>
        }
        title="Payment method"
        description="The card we charge for your plan. Card details are stored by Stripe."
      />
      {owed && <OwedNotice owed={owed} />}
      <Card>
        <CardHeader>
          <CardTitle>{card ? "Your card" : "No card on file"}</CardTitle>
        </CardHeader>
        <CardContent>
          {card ? (
            <span className="text-sm">
              <CardOnFile card={card} now={now} />
            </span>
          ) : (
            <p className="text-muted-foreground text-sm">You'll add one when you choose a plan.</p>
          )}
        </CardContent>
        <CardFooter>
          {hasPortal ? (
            <ReplaceCard label={card ? "Update card" : "Add card"} />
          ) : (
            <Button asChild>
              <Link href="/billing#plans">Choose a plan</Link>
            </Button>
          )}
        </CardFooter>
      </Card>
    </div>
  );
}
