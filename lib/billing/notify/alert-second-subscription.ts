import "server-only";
import { raiseAlert } from "@/lib/alerts";
import { catalog, planName } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { formatMoney } from "@/lib/money";
import type { OtherSubscription } from "../mirror/other-subscriptions";

type Second = {
  organization: string;
  /** Of the subscription that counts. */
  planKey: string;
  other: Pick<OtherSubscription, "stripeSubscriptionId" | "description" | "amount" | "currency">;
};

/** Only a person can say whether a second subscription replaces the first or is a mistake. */
export function alertSecondSubscription(ctx: TenantContext, { organization, planKey, other }: Second): Promise<void> {
  const { stripeSubscriptionId, description, amount, currency } = other;
  return raiseAlert(ctx, {
    kind: "second_subscription",
    dedupeKey: stripeSubscriptionId,
    organizationId: ctx.organizationId,
    title: `${organization} has a second subscription in Stripe`,
    text: `Besides ${planName(catalog, planKey)}, the customer now has ${stripeSubscriptionId}: ${description} for ${formatMoney({ amount, currency })} per billing period. Stripe charges both. If it replaces the first, cancel the first in Stripe, and the second takes over. If it's a mistake, cancel and refund it in Stripe.`,
    path: `/admin/organizations/${ctx.organizationId}`,
  });
}
