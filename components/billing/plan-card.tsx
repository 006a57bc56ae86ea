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
import { formatMoney } from "@/lib/money";
import { planWords, priceWords } from "./plan-words";
import { PortalButton } from "./portal-button";

type PlanCardProps = { summary: BillingSummary; now: Date; mayManage: boolean };

/** The plan, what it costs, and what happens next. */
export function PlanCard({ summary, now, mayManage }: PlanCardProps) {
  const { badge, line } = planWords(summary, now);
  const { plan, price, addOns } = summary;
  const subscribed = isSubscribed(summary);
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
        <p className="text-pretty text-muted-foreground text-sm">{line}</p>
        {subscribed && <AddOns addOns={addOns} />}
      </CardContent>
      {mayManage && subscribed && summary.hasPortal && (
        <CardFooter>
          <PortalButton variant={summary.status === "past_due" ? "default" : "outline"}>
            {portalWord(summary)}
          </PortalButton>
        </CardFooter>
      )}
    </Card>
  );
}

/** Whether Stripe holds a subscription that gives the plan. */
export const isSubscribed = ({ status }: Pick<BillingSummary, "status">): boolean =>
  status === "active" || status === "past_due" || status === "paused";

function portalWord({ status, cancelAt }: BillingSummary): string {
  if (status === "past_due") return "Fix payment";
  return cancelAt ? "Resume plan" : "Manage plan";
}

function AddOns({ addOns }: Pick<BillingSummary, "addOns">) {
  if (addOns.length === 0) return null;
  return (
    <ul className="grid gap-1 text-sm">
      {addOns.map(({ key, name, quantity, unitAmount, currency }) => (
        <li key={key} className="flex justify-between gap-3 tabular-nums">
          <span>
            {quantity} × {name}
          </span>
          <span className="text-muted-foreground">{formatMoney({ amount: unitAmount * quantity, currency })}</span>
        </li>
      ))}
    </ul>
  );
}
