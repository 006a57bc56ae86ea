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
import { everyInterval } from "@/lib/intervals";
import { formatMoney } from "@/lib/money";
import { ContactLink } from "./contact-link";
import { ItemList } from "./item-list";
import { discountWords, isPlanAlone } from "./item-words";
import { nextChargeWords } from "./next-charge";
import { PlanActions } from "./plan-actions";
import { planWords, priceWords } from "./plan-words";

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
  const { badge, line, contact } = planWords(summary, now);
  const { email } = catalog.copy.company;
  const { plan } = summary;
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
        {subscribed && <Price summary={summary} />}
        <p className="text-pretty text-muted-foreground text-sm">
          {line}
          {contact && (
            <>
              {" "}
              <ContactLink email={email} purpose={contact} />
            </>
          )}
        </p>
        <NextCharge summary={summary} />
        {subscribed && <OtherPlans otherPlans={summary.otherPlans} />}
        {subscribed && mayChange && summary.customPrice && !contact && (
          <p className="text-muted-foreground text-sm">
            Your plan has a custom price. <ContactLink email={email} purpose={"to change it"} />
          </p>
        )}
      </CardContent>
      {mayChange && subscribed && (
        <CardFooter className="flex-wrap gap-2 empty:hidden">
          <PlanActions catalog={catalog} summary={summary} requested={requested} />
        </CardFooter>
      )}
    </Card>
  );
}

/** Whether there is a live subscription in Stripe. */
export const isSubscribed = ({ status, freeUntil }: Pick<BillingSummary, "status" | "freeUntil">): boolean =>
  status === "active" || status === "past_due" || status === "unpaid" || status === "paused" || freeUntil !== null;

/** The plan's price, or everything on the subscription, and the discounts. */
function Price({ summary }: { summary: BillingSummary }) {
  const { price, items, discounts } = summary;
  return (
    <>
      {isPlanAlone(summary) ? (
        price && <p className="font-medium tabular-nums">{priceWords(price)}</p>
      ) : (
        <ItemList items={items} />
      )}
      {discounts.length > 0 && (
        <ul aria-label="Discounts" className="grid gap-1 text-sm text-success-ink tabular-nums">
          {discounts
            .map((discount) => discountWords(discount))
            .map((words) => (
              <li key={words}>{words}</li>
            ))}
        </ul>
      )}
    </>
  );
}

function NextCharge({ summary: { nextCharge, collectionMethod } }: Pick<PlanCardProps, "summary">) {
  if (!nextCharge) return null;
  return (
    <p className="text-pretty text-sm tabular-nums">
      <span className="font-medium">{collectionMethod === "send_invoice" ? "Next invoice:" : "Next charge:"}</span>{" "}
      {nextChargeWords(nextCharge)}
    </p>
  );
}

/** Plans of other subscriptions of the same customer, which this page doesn't change. */
function OtherPlans({ otherPlans }: Pick<BillingSummary, "otherPlans">) {
  if (otherPlans.length === 0) return null;
  const each = otherPlans.map(
    ({ name, amount, currency, ...interval }) =>
      `${name}, ${formatMoney({ amount, currency })} ${everyInterval(interval)}`,
  );
  return <p className="text-muted-foreground text-sm tabular-nums">You also have {each.join(", and ")}.</p>;
}
