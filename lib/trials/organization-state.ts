import type { organizationStatuses, subscriptions, trials } from "@/db/schema";

export type OrganizationStatus = (typeof organizationStatuses)[number];

type Subscription = Pick<typeof subscriptions.$inferSelect, "status" | "planKey" | "anchorAt">;
type Trial = Pick<typeof trials.$inferSelect, "planKey" | "startedAt" | "endsAt">;

export type OrganizationState = {
  status: OrganizationStatus;
  planKey: string;
  /** The day usage periods are anchored on. */
  anchorAt: Date;
};

/**
 * An organization's status, plan and anchor at `now`: its subscription's or, before the first purchase, its trial's.
 * In SQL: `statusAt` and `planKey` of `organization-columns.ts`.
 */
export function organizationState(subscription: Subscription, trial: Trial, now: Date): OrganizationState {
  return {
    status: subscription.status ?? (now < trial.endsAt ? "trialing" : "expired"),
    planKey: subscription.planKey ?? trial.planKey,
    anchorAt: subscription.anchorAt ?? trial.startedAt,
  };
}
