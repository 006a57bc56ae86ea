import { ArrowLeft, CreditCard } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { BillingSummary, OpenInvoice } from "@/lib/billing";
import { cardStage } from "@/lib/billing/payment/card-expiry";
import { formatCount } from "@/lib/numbers";
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
            <CardLine card={card} now={now} />
          ) : (
            <p className="text-muted-foreground text-sm">You'll add one when you choose a plan.</p>
          )}
        </CardContent>
        <CardFooter>
          {hasPortal ? (
            <ReplaceCard label={card ? "Update card" : "Add card"} />
          ) : (
            <Button asChild>
              <Link href="/billing">Choose a plan</Link>
            </Button>
          )}
        </CardFooter>
      </Card>
    </div>
  );
}

function CardLine({ card, now }: { card: NonNullable<BillingSummary["card"]>; now: Date }) {
  const { text, urgent } = cardNote(card.expires, now);
  return (
    <div className="flex items-center gap-3 text-sm">
      <span className="flex size-9 items-center justify-center rounded-md border text-muted-foreground">
        <CreditCard className="size-4" aria-hidden />
      </span>
      <div className="grid">
        <span className="font-medium tabular-nums">
          <span className="capitalize">{card.brand}</span> ending in {card.last4}
        </span>
        <span className={urgent ? "text-destructive-ink tabular-nums" : "text-muted-foreground tabular-nums"}>
          {text}
        </span>
      </div>
    </div>
  );
}

function cardNote(expires: string, now: Date): { text: string; urgent: boolean } {
  const expiry = cardStage(expires, now);
  if (!expiry) return { text: `Expires ${expires}`, urgent: false };
  if (expiry.stage === 0) return { text: `Expired ${expires}`, urgent: true };
  return { text: `Expires ${expires}, in ${formatCount(expiry.daysLeft, "day")}`, urgent: true };
}
