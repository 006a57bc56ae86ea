import type { Offer } from "@/components/billing/plan/offers";
import type { Interval } from "@/lib/catalog";

/** What the acts need to know of the organization. */
export type ActFacts = {
  organization: { id: string; name: string };
  /** The plans of the catalog, with their prices. */
  offers: readonly Offer[];
  annualDiscountPercent: number;
  /** The plan on a live subscription; null without one. */
  current: { plan: string; interval: Interval; perMonth: string } | null;
  hasCustomer: boolean;
  canceling: boolean;
  suspended: boolean;
  deletionScheduled: boolean;
  /** The trial before a purchase or at Stripe; null once a plan was paid. */
  trial: { plan: string; days: number; endsAt: Date; atStripe: boolean } | null;
  members: number;
};

export type ActProps = ActFacts & { onDone: () => void };
