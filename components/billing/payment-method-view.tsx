import { ArrowLeft, CreditCard } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import type { BillingSummary, OpenInvoice } from "@/lib/billing";
import { cardNote } from "./card-note";
import { OwedNotice } from "./owed-notice";
import { type CardUpdateActions, ReplaceCard } from "./replace-card";

type PaymentMethodViewProps = {
  summary: BillingSummary;
  owed: OpenInvoice | null;
  now: Date;
  actions: CardUpdateActions;
};

/** The card Stripe charges, what is owed, and the way to another card. */
export function PaymentMethodView({ summary: { card, hasPortal }, owed, now, actions }: PaymentMethodViewProps) {
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
        description="The card your plan is paid with. Its number is known to Stripe alone."
      />
      {owed && <OwedNotice owed={owed} />}
      <Card>
        <CardHeader>
          <CardTitle>{card ? "Your card" : "No card yet"}</CardTitle>
        </CardHeader>
        <CardContent>
          {card ? (
            <CardLine card={card} now={now} />
          ) : (
            <p className="text-muted-foreground text-sm">You enter one when you choose a plan.</p>
          )}
        </CardContent>
        <CardFooter>
          {hasPortal ? (
            <ReplaceCard label={card ? "Replace card" : "Add a card"} actions={actions} />
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
