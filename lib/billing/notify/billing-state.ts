import type { trials } from "@/db/schema";
import { type OrganizationState, organizationState } from "@/lib/trials";
import type { MirrorRows, SubscriptionRow } from "../mirror/subscription-row";

/** An organization's billing as a sync found or left it. */
export type BillingState = Omit<SubscriptionRow, keyof OrganizationState> &
  OrganizationState &
  Pick<MirrorRows, "scheduledChange" | "pendingChange"> & {
    /** MRR or, during a pause or a free period, what it was before: what is lost if they leave. */
    mrrAtStake: number;
  };

export const billingState = (
  {
    subscription,
    scheduledChange,
    pendingChange,
  }: Pick<MirrorRows, "subscription" | "scheduledChange" | "pendingChange">,
  trial: typeof trials.$inferSelect,
  now: Date,
  held = 0,
): BillingState => ({
  ...subscription,
  ...organizationState(subscription, trial, now),
  scheduledChange,
  pendingChange,
  mrrAtStake: subscription.mrr || held,
});
