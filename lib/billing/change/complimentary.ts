import "server-only";
import type Stripe from "stripe";
import type { TenantContext } from "@/lib/context";
import { formatUtcDate } from "@/lib/dates";
import { conflict } from "@/lib/errors";
import { isPlatformAdmin } from "../access/require-billing-role";
import { hasCoupon } from "./discounts";

/** The coupon of every complimentary plan. It lowers any plan and any number of add-ons to nothing. */
export const complimentaryCouponId = "gatehouse_complimentary";

/** On the subscription: when a complimentary plan ends, as Unix seconds. */
export const complimentaryUntilKey = "complimentary_until";

const isComplimentary = (subscription: Stripe.Subscription) => hasCoupon(subscription, complimentaryCouponId);

/**
 * A complimentary plan is the one that a platform admin gave: with its discount of 100%, a customer could take any other for
 * nothing. Once a person removes the discount in Stripe, it is a plan like others.
 *
 * @throws GatehouseError `conflict` (`complimentary`) unless a platform admin acts.
 */
export function requireNotComplimentary(ctx: TenantContext, subscription: Stripe.Subscription): void {
  if (isPlatformAdmin(ctx) || !isComplimentary(subscription)) return;
  throw conflict("Your plan is complimentary, so it can't be changed here. Contact us to change it.", {
    reason: "complimentary",
  });
}

/**
 * Only a platform admin lets a complimentary plan continue after the end it was given. What its owner canceled, they may resume.
 *
 * @throws GatehouseError `conflict` (`complimentary`) unless a platform admin acts.
 */
export function requireOwnEnd(ctx: TenantContext, subscription: Stripe.Subscription): void {
  const until = Number(subscription.metadata[complimentaryUntilKey] ?? 0);
  if (until === 0 || isPlatformAdmin(ctx) || !isComplimentary(subscription)) return;
  const end = formatUtcDate(new Date(until * 1000));
  throw conflict(`Your complimentary plan ends on ${end}. Contact us if you want to keep it.`, {
    reason: "complimentary",
  });
}
