import type { ReactNode } from "react";
import { nextChargeWords } from "@/components/billing/plan/next-charge";
import { priceWords } from "@/components/billing/plan/plan-words";
import type { OrganizationDetails } from "@/lib/admin";
import { formatDate, formatUtcDate } from "@/lib/dates";
import { CopyId } from "../../copy-id";
import { DescriptionList } from "../../description-list";
import { StripeId } from "../../stripe-id";
import { EditExternalId } from "./edit-external-id";
import { balanceWords, collectionWords, pauseWords } from "./stripe-words";

export function SubscriptionFacts({ details: { organization, billing, stripe } }: { details: OrganizationDetails }) {
  const { stripeCustomerId, stripeSubscriptionId } = organization;
  const date = (value: Date | null) => (value ? formatUtcDate(value) : null);
  return (
    <DescriptionList
      items={[
        ["Price", billing.price ? priceWords(billing.price) : null],
        ...trialFacts(billing),
        ["Collection", collectionWords(stripe.subscription)],
        ...optional("Collection paused", pauseWords(stripe.subscription)),
        ...optional("Next charge", billing.nextCharge && nextChargeWords(billing.nextCharge)),
        ...optional("Balance", balanceWords(stripe.subscription)),
        ["Period ends", date(billing.currentPeriodEnd)],
        ...optional("Cancels", date(billing.cancelAt)),
        ...optional("Ended", date(billing.endedAt)),
        ...optional("Card", billing.card && <Card card={billing.card} />),
        ...optional("Customer deleted in Stripe", date(stripe.subscription.customerDeletedAt)),
        ["Stripe customer", stripeCustomerId && <StripeId id={stripeCustomerId} label="Stripe customer" />],
        [
          "Stripe subscription",
          stripeSubscriptionId && <StripeId id={stripeSubscriptionId} label="Stripe subscription" />,
        ],
        ...optional(
          "Stripe schedule",
          stripe.subscription.stripeScheduleId && (
            <StripeId id={stripe.subscription.stripeScheduleId} label="Stripe schedule" />
          ),
        ),
      ]}
    />
  );
}

/** A trial that a purchase ended isn't worth a row. */
function trialFacts({
  freeUntil,
  trialEndsAt,
  price,
}: OrganizationDetails["billing"]): (readonly [string, ReactNode])[] {
  if (freeUntil) return [["Free until", formatUtcDate(freeUntil)]];
  return price ? [] : [["Trial ends", formatUtcDate(trialEndsAt)]];
}

/** A row only where there is something to say. */
const optional = (term: string, value: ReactNode): (readonly [string, ReactNode])[] => (value ? [[term, value]] : []);

const Card = ({ card: { brand, last4, expires } }: { card: NonNullable<OrganizationDetails["billing"]["card"]> }) => (
  <>
    <span className="capitalize">{brand}</span> ending in {last4}, {expires}
  </>
);

export function ProfileFacts({ organization, answers }: Pick<OrganizationDetails, "organization" | "answers">) {
  const { id, name, externalId, domain, onboardedAt } = organization;
  return (
    <DescriptionList
      items={[
        ["ID", <CopyId key="id" value={id} label="ID" />],
        [
          "External ID",
          <span key="external-id" className="inline-flex flex-wrap items-baseline justify-end gap-x-2">
            {externalId === null ? "–" : <CopyId value={externalId} label="external ID" />}
            <EditExternalId organization={{ id, name, externalId }} />
          </span>,
        ],
        ["Domain", domain],
        ["Onboarded", onboardedAt ? formatDate(onboardedAt) : null],
        ...answers.map(({ question, answer }) => [question, answer] as const),
      ]}
    />
  );
}
