import { Badge } from "@/components/ui/badge";
import {
  Card,
  CardAction,
  CardContent,
  CardDescription,
  CardFooter,
  CardHeader,
  CardTitle,
} from "@/components/ui/card";
import type { BillingSummary } from "@/lib/billing";
import type { Catalog } from "@/lib/catalog";
import { formatMoney } from "@/lib/money";
import { nextChargeWords } from "./next-charge";
import { PlanActions } from "./plan-actions";
import { discountWords, planWords, priceWords } from "./plan-words";

type PlanCardProps = {
  catalog: Catalog;
  summary: BillingSummary;
  now: Date;
  /** Whether this person can change billing. */
  mayChange: boolean;
  /** The plan a link asked for. */
  requested: string | undefined;
};

/** The plan, what it costs, what happens next, and the actions. */
export function PlanCard({ catalog, summary, now, mayChange, requested }: PlanCardProps) {
  const { badge, line } = planWords(summary, now);
  const { plan, price, addOns } = summary;
  const subscribed = isSubscribed(summary);
  const discount = discountWords(summary);
  return (
    <Card>
      <CardHeader>
        <CardDescription>Your plan</CardDescription>
        <CardTitle className="text-xl">{plan.name}</CardTitle>
        <CardAction>
          <Badge variant={badge.variant} dot>
            {badge.label}
          </Badge>
        </CardAction>
      </CardHeader>
      <CardContent className="grid gap-3">
        {subscribed && price && <p className="font-medium tabular-nums">{priceWords(price)}</p>}
        {subscribed && discount && <p className="text-sm text-success-ink">{discount}</p>}
        <p className="text-pretty text-muted-foreground text-sm">{line}</p>
        {summary.nextCharge && (
          <p className="text-pretty text-sm tabular-nums">
            <span className="font-medium">Next charge:</span> {nextChargeWords(summary.nextCharge)}
          </p>
        )}
        {subscribed && price && <AddOns addOns={addOns} price={price} />}
      </CardContent>
      {mayChange && subscribed && (
        <CardFooter className="flex-wrap gap-2">
          <PlanActions catalog={catalog} summary={summary} requested={requested} />
        </CardFooter>
      )}
    </Card>
  );
}

/** Whether there is a live subscription in Stripe. */
export const isSubscribed = ({ status }: Pick<BillingSummary, "status">): boolean =>
  status === "active" || status === "past_due" || status === "paused";

type AddOnsProps = Pick<BillingSummary, "addOns"> & { price: NonNullable<BillingSummary["price"]> };

/** The add-ons and the total with the plan, before discounts and tax. */
function AddOns({ addOns, price }: AddOnsProps) {
  if (addOns.length === 0) return null;
  const total = addOns.reduce((sum, { quantity, unitAmount }) => sum + quantity * unitAmount, price.amount);
  return (
    <ul className="grid gap-1 text-sm tabular-nums">
      {addOns.map(({ key, name, quantity, unitAmount, currency }) => (
        <li key={key} className="flex justify-between gap-3">
          <span>
            {quantity} × {name}
          </span>
          <span className="text-muted-foreground">{formatMoney({ amount: unitAmount * quantity, currency })}</span>
        </li>
      ))}
      <li className="flex justify-between gap-3 border-t pt-1 font-medium">
        <span>Total per {price.interval}</span>
        <span>{formatMoney({ amount: total, currency: price.currency })}</span>
      </li>
    </ul>
  );
}
