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
import { PromotionCode } from "../promotion-code";
import { ContactLink } from "./contact-link";
import { ItemList } from "./item-list";
import { discountWords, isPlanAlone } from "./item-words";
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
  /** Whether the notice above says already what is wrong. */
  quiet: boolean;
  /** Whether a promotion code can be applied. */
  takesCode: boolean;
};

/** The plan of a live subscription, what it costs, what happens next, and the actions. */
export function PlanCard({ catalog, summary, now, mayChange, requested, quiet, takesCode }: PlanCardProps) {
  const { badge, line, contact } = planWords(summary, now);
  const { email } = catalog.copy.company;
  const { plan } = summary;
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
        <Price summary={summary} />
        {!quiet && (
          <p className="text-pretty text-muted-foreground text-sm">
            {line}
            {contact && (
              <>
                {" "}
                <ContactLink email={email} purpose={contact} />
              </>
            )}
          </p>
        )}
        <OtherPlans otherPlans={summary.otherPlans} />
        {mayChange && summary.customPrice && !contact && (
          <p className="text-muted-foreground text-sm">
            Your plan has a custom price. <ContactLink email={email} purpose={"to change it"} />
          </p>
        )}
        {takesCode && <PromotionCode />}
      </CardContent>
      {mayChange && (
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
        price && <p className="figures font-medium">{priceWords(price)}</p>
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

/** Plans of other subscriptions of the same customer, which this page doesn't change. */
function OtherPlans({ otherPlans }: Pick<BillingSummary, "otherPlans">) {
  if (otherPlans.length === 0) return null;
  const each = otherPlans.map(
    ({ name, amount, currency, ...interval }) =>
      `${name}, ${formatMoney({ amount, currency })} ${everyInterval(interval)}`,
  );
  return <p className="text-muted-foreground text-sm tabular-nums">You also have {each.join(", and ")}.</p>;
}
