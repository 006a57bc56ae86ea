import { daysUntilDue } from "./books";
import { unixSeconds } from "./calendar";
import type { CustomerHistory, SoldPrice, Step } from "./customer";

/** A request to Stripe in the past, as the local Stripe imports it (`POST /_local/history`). */
export type PastRequest = {
  /** Unix seconds. */
  at: number;
  method?: "get" | "post" | "delete";
  path: string;
  params?: Record<string, unknown>;
  /** Names the result: `{name}` is its id in later requests, `{name.field}` a field of it. */
  as?: string;
};

/** The id of a price in Stripe. */
export type PriceIdOf = (price: SoldPrice) => string;

const cards = { works: "pm_card_visa", broken: "pm_card_chargeCustomerFail" } as const;

/** The requests of a customer's steps. @returns none for a customer who never bought anything. */
export function stripeRequests(
  { organization, country, people, steps }: CustomerHistory,
  organizationId: string,
  priceIdOf: PriceIdOf,
): PastRequest[] {
  const [first] = steps;
  if (!first) return [];
  const at = unixSeconds(first.at);
  const invoiced = steps.some((step) => step.kind === "buy" && step.collection === "send_invoice");
  return [
    {
      at,
      path: "/v1/customers",
      params: {
        name: organization,
        email: people[0]?.email,
        address: { country },
        metadata: { organization_id: organizationId, company: organization },
      },
      as: "customer",
    },
    ...(invoiced ? [] : cardRequests(at, cards.works)),
    ...steps.flatMap((step) => requestsOf(step, { organizationId, priceIdOf, transfer: invoiced })),
  ];
}

function requestsOf(
  step: Step,
  { organizationId, priceIdOf, transfer }: { organizationId: string; priceIdOf: PriceIdOf; transfer: boolean },
): PastRequest[] {
  const at = unixSeconds(step.at);
  const path = "/v1/subscriptions/{subscription}";
  switch (step.kind) {
    case "buy":
      return [
        {
          at,
          path: "/v1/subscriptions",
          params: {
            customer: "{customer}",
            items: step.items.map(({ price, quantity }) => ({ price: priceIdOf(price), quantity })),
            metadata: { organization_id: organizationId },
            ...(step.coupon ? { discounts: [{ coupon: step.coupon.id }] } : {}),
            ...(step.collection === "send_invoice"
              ? { collection_method: step.collection, days_until_due: daysUntilDue }
              : {}),
          },
          as: "subscription",
        },
      ];
    case "change": {
      const items = step.items.map(({ price, quantity }, index) => ({
        id: `{subscription.items.data.${index}.id}`,
        price: priceIdOf(price),
        quantity,
      }));
      const proration_behavior = step.prorated ? "always_invoice" : "none";
      return [{ at, path, params: { items, proration_behavior }, as: "subscription" }];
    }
    case "card":
      return cardRequests(at, step.works ? cards.works : cards.broken);
    case "pay":
      return [
        { at, method: "get", path: "/v1/invoices", params: { customer: "{customer}", status: "open" }, as: "open" },
        { at, path: "/v1/invoices/{open.data.0.id}/pay", params: { paid_out_of_band: transfer } },
      ];
    case "pause": {
      const pause_collection = { behavior: "void", resumes_at: unixSeconds(step.until) };
      return [{ at, path, params: { pause_collection } }];
    }
    case "cancel": {
      const cancellation_details = { feedback: step.reason, ...(step.comment ? { comment: step.comment } : {}) };
      return step.when === "now"
        ? [{ at, method: "delete", path, params: { cancellation_details } }]
        : [{ at, path, params: { cancel_at_period_end: true, cancellation_details } }];
    }
    case "refund":
      return [
        { at, method: "get", path: "/v1/invoices", params: { customer: "{customer}", status: "paid" }, as: "paid" },
        { at, method: "get", path: "/v1/invoice_payments", params: { invoice: "{paid.data.0.id}" }, as: "payments" },
        { at, path: "/v1/refunds", params: { payment_intent: "{payments.data.0.payment.payment_intent}" } },
      ];
    default:
      return step satisfies never;
  }
}

/** Attaches a test card and makes it the default. */
const cardRequests = (at: number, card: string): PastRequest[] => [
  { at, path: `/v1/payment_methods/${card}/attach`, params: { customer: "{customer}" }, as: "card" },
  { at, path: "/v1/customers/{customer}", params: { invoice_settings: { default_payment_method: "{card}" } } },
];
