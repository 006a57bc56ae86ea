import type { ReactNode } from "react";
import { nextChargeWords } from "@/components/billing/plan/next-charge";
import { priceWords } from "@/components/billing/plan/plan-words";
import type { OrganizationDetails } from "@/lib/admin";
import { formatDate, formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { DescriptionList } from "../description-list";
import { EditExternalId } from "./edit-external-id";
import { balanceWords, collectionWords, pauseWords } from "./stripe-words";

export function SubscriptionFacts({ details: { organization, billing, stripe } }: { details: OrganizationDetails }) {
  const { mrr, currency, stripeCustomerId, stripeSubscriptionId } = organization;
  const date = (value: Date | null) => (value ? formatUtcDate(value) : null);
  return (
    <DescriptionList
      items={[
        ["Plan", billing.plan.name],
        ["Price", billing.price ? priceWords(billing.price) : null],
        ["MRR", currency ? formatMoney({ amount: mrr, currency }) : null],
        billing.freeUntil ? ["Free until", date(billing.freeUntil)] : ["Trial ends", date(billing.trialEndsAt)],
        ["Collection", collectionWords(stripe.subscription)],
        ...optional("Collection paused", pauseWords(stripe.subscription)),
        ...optional("Next charge", billing.nextCharge && nextChargeWords(billing.nextCharge)),
        ...optional("Balance", balanceWords(stripe.subscription)),
        ["Period ends", date(billing.currentPeriodEnd)],
        ["Cancels", date(billing.cancelAt)],
        ["Ended", date(billing.endedAt)],
        ["Card", billing.card && <Card card={billing.card} />],
        ...optional("Customer deleted at Stripe", date(stripe.subscription.customerDeletedAt)),
        ["Stripe customer", stripeCustomerId && <Id value={stripeCustomerId} />],
        ["Stripe subscription", stripeSubscriptionId && <Id value={stripeSubscriptionId} />],
        ...optional(
          "Stripe schedule",
          stripe.subscription.stripeScheduleId && <Id value={stripe.subscription.stripeScheduleId} />,
        ),
      ]}
    />
  );
}

/** A row only where there is something to say. */
const optional = (term: string, value: ReactNode): (readonly [string, ReactNode])[] => (value ? [[term, value]] : []);

const Card = ({ card: { brand, last4, expires } }: { card: NonNullable<OrganizationDetails["billing"]["card"]> }) => (
  <>
    <span className="capitalize">{brand}</span> ending in {last4}, {expires}
  </>
);

const Id = ({ value }: { value: string }) => <code className="select-all font-mono text-xs">{value}</code>;

export function ProfileFacts({ organization, answers }: Pick<OrganizationDetails, "organization" | "answers">) {
  const { id, name, externalId, onboardedAt } = organization;
  return (
    <DescriptionList
      items={[
        ["ID", <Id key="id" value={id} />],
        [
          "External ID",
          <span key="external-id" className="inline-flex flex-wrap items-baseline justify-end gap-x-2">
            {externalId === null ? "–" : <Id value={externalId} />}
            <EditExternalId organization={{ id, name, externalId }} />
          </span>,
        ],
        ["Onboarded", onboardedAt ? formatDate(onboardedAt) : null],
        ...answers.map(({ question, answer }) => [question, answer] as const),
      ]}
    />
  );
}
