import { CreditCard } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import type { BillingSummary } from "@/lib/billing";

type PaymentMethodCardProps = Pick<BillingSummary, "card" | "hasPortal"> & { mayChange: boolean };

/** The card Stripe charges. Only Stripe has its number. */
export function PaymentMethodCard({ card, hasPortal, mayChange }: PaymentMethodCardProps) {
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
