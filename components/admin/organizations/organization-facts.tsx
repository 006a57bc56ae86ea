import { priceWords } from "@/components/billing/plan/plan-words";
import type { OrganizationDetails } from "@/lib/admin";
import { formatDate, formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { DescriptionList } from "../description-list";
import { EditExternalId } from "./edit-external-id";

export function SubscriptionFacts({ details: { organization, billing } }: { details: OrganizationDetails }) {
  const { mrr, currency, stripeCustomerId, stripeSubscriptionId } = organization;
  const date = (value: Date | null) => (value ? formatUtcDate(value) : null);
  return (
    <DescriptionList
      items={[
        ["Plan", billing.plan.name],
        ["Price", billing.price ? priceWords(billing.price) : null],
        ["MRR", currency ? formatMoney({ amount: mrr, currency }) : null],
        ["Trial ends", date(billing.trialEndsAt)],
        ["Period ends", date(billing.currentPeriodEnd)],
        ["Cancels", date(billing.cancelAt)],
        ["Ended", date(billing.endedAt)],
        ["Card", billing.card && <Card card={billing.card} />],
        ["Stripe customer", stripeCustomerId && <Id value={stripeCustomerId} />],
        ["Stripe subscription", stripeSubscriptionId && <Id value={stripeSubscriptionId} />],
      ]}
    />
  );
}

const Card = ({ card: { brand, last4, expires } }: { card: NonNullable<OrganizationDetails["billing"]["card"]> }) => (
  <>
    <span className="capitalize">{brand}</span> ending in {last4}, {expires}
  </>
);

const Id = ({ value }: { value: string }) => <code className="font-mono text-xs">{value}</code>;

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
