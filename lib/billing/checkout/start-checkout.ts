import "server-only";
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog, catalogIn, currenciesOf, findPlan, type Interval } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { env } from "@/lib/env";
import { conflict, found, GatehouseError } from "@/lib/errors";
import { requireBillingRole } from "../access/require-billing-role";
import { requireNotSuspended } from "../access/require-not-suspended";
import type { CheckoutInput } from "../change/input";
import { newItem } from "../change/item-params";
import { buildItems, type LineItem } from "../change/line-items";
import { catalogEntry } from "../mirror/catalog-entry";
import { isLive, lifecycleOf, readStatus } from "../mirror/status";
import { seatMetadata } from "../seats/follow-seats";
import { seatLevels } from "../seats/seat-levels";
import { type Levels, seatQuantity } from "../seats/seat-quantity";
import { priceIdsOf } from "../stripe/price-ids";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";
import { checkoutCollects } from "./checkout-collects";
import { currencyToPay } from "./currency-to-pay";
import { ensureCustomer } from "./ensure-customer";

/**
 * Opens a Stripe Checkout session for a plan. A second call for the same price returns the open session; for another price
 * it expires the open one first. The organization's row is locked meanwhile, so two tabs share one session.
 *
 * @returns the URL of the checkout page.
 * @throws GatehouseError `unknown_name` for an unknown plan or currency, `conflict` when there already is a subscription,
 * the customer pays in another currency or the plan isn't for sale at the moment, `forbidden` for a suspended organization, `unavailable` when Stripe is down.
 */
export async function startCheckout(ctx: TenantContext, input: CheckoutInput): Promise<{ url: string }> {
  const { plan, interval } = input;
  await requireBillingRole(ctx);
  // Before Stripe is asked for anything: a plan that isn't sold makes no customer.
  itemsToBuy(plan, interval, input.currency);
  const [locked] = await ctx.tx
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId))
    .for("update");
  const row = found(locked, "organization");
  // Under the lock, which suspending takes, too.
  await requireNotSuspended(ctx);
  if (boughtStatuses.some((status) => status === row.status)) throw alreadySubscribed();
  const budget = stripeBudget();
  const customerId = await ensureCustomer(ctx, budget, row.stripeCustomerId);
  const currency = await currencyToPay(ctx, budget, customerId, input.currency);
  const items = itemsToBuy(plan, interval, currency, await seatLevels(ctx));
  const [{ lookupKey: key, quantity }] = items;
  const seats = seatMetadata(findPlan(catalog, plan), quantity);
  const [line_items, open] = await Promise.all([lineItems(budget, items), openSessions(budget, customerId)]);
  // Checked after listing the sessions: one paid in between is no longer open, but its subscription exists.
  await refuseSecondSubscription(budget, customerId);
  const same = open.find(({ metadata, url }) => metadata?.lookup_key === key && metadata.seats === seats?.seats && url);
  await closeOthers(budget, open, same);
  if (same?.url) return { url: same.url };
  const session = await openSession(budget, ctx, { customerId, line_items, key, seats });
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.checkout_started",
    subject: session.id,
    details: { plan, interval, price: key },
  });
  return { url: session.url };
}

/** On a trial at Stripe the list of subscriptions decides: our row may be of one that has ended. */
const boughtStatuses = ["active", "past_due", "unpaid", "paused"] as const;

/** The plan first, as many as it has seats if it is sold by the seat, then its metered overage prices. */
export function itemsToBuy(
  plan: string,
  interval: Interval,
  currency: string = catalog.currency,
  levels: Levels = {},
): [LineItem, ...LineItem[]] {
  if (!currenciesOf(catalog).includes(currency)) throw unknownCurrency(currency);
  const planQuantity = seatQuantity(findPlan(catalog, plan), levels);
  const selection = { plan, interval, addOns: {}, ...(planQuantity === undefined ? {} : { planQuantity }) };
  const [first, ...others] = buildItems(catalogIn(catalog, currency), selection, []);
  if (!first) throw new Error(`The plan ${plan} has no line items.`);
  return [first, ...others];
}

function unknownCurrency(currency: string): GatehouseError {
  const valid = currenciesOf(catalog);
  return new GatehouseError("unknown_name", `Nothing is sold in "${currency}". Valid: ${valid.join(", ")}.`, { valid });
}

const alreadySubscribed = () =>
  conflict("You already have a subscription. Change it on the billing page.", { billingUrl: `${env.APP_URL}/billing` });

/**
 * Our row may not have a payment made a second ago in another tab yet. Stripe does. A subscription to something else on the
 * same customer is none of our business.
 */
export async function refuseSecondSubscription(budget: StripeBudget, customer: string): Promise<void> {
  const known = await budget.call((stripe) => stripe.subscriptions.list({ customer, limit: 100 }));
  const live = known.data.some(
    ({ status, items }) =>
      isLive(lifecycleOf(readStatus(status, false))) &&
      items.data.some(({ price }) => catalogEntry(catalog, price)?.kind === "plan"),
  );
  if (live) throw alreadySubscribed();
}

export async function openSessions(budget: StripeBudget, customer: string): Promise<Stripe.Checkout.Session[]> {
  const sessions = await budget.call((stripe) =>
    stripe.checkout.sessions.list({ customer, status: "open", limit: 100 }),
  );
  // A person may have sent the customer a session of their own, for something else.
  return sessions.data.filter(({ metadata }) => metadata?.lookup_key);
}

export async function lineItems(budget: StripeBudget, items: readonly LineItem[]) {
  const priceId = await priceIdsOf(budget, items, new Map());
  return items.map((item) => newItem(item, priceId));
}

export async function closeOthers(
  budget: StripeBudget,
  open: readonly Stripe.Checkout.Session[],
  kept: Stripe.Checkout.Session | undefined,
): Promise<void> {
  for (const { id } of open.filter((session) => session !== kept)) {
    await budget.call((stripe) => stripe.checkout.sessions.expire(id)).catch(explainPaid);
  }
}

/** Stripe refuses to expire a session that was paid since we listed it. */
function explainPaid(error: unknown): never {
  if (error instanceof Stripe.errors.StripeInvalidRequestError) throw alreadySubscribed();
  throw error;
}

async function openSession(
  budget: StripeBudget,
  { organizationId }: TenantContext,
  {
    customerId,
    line_items,
    key,
    seats,
  }: {
    customerId: string;
    line_items: Awaited<ReturnType<typeof lineItems>>;
    key: string;
    seats: ReturnType<typeof seatMetadata>;
  },
): Promise<{ id: string; url: string }> {
  const { id, url } = await budget.call((stripe) =>
    stripe.checkout.sessions.create({
      mode: "subscription",
      customer: customerId,
      client_reference_id: organizationId,
      line_items,
      allow_promotion_codes: true,
      success_url: `${env.APP_URL}/billing/return?organization=${organizationId}&session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${env.APP_URL}/billing?checkout=canceled`,
      metadata: { organization_id: organizationId, lookup_key: key, ...seats },
      subscription_data: { metadata: { organization_id: organizationId, ...seats } },
      ...checkoutCollects(catalog.checkout),
    }),
  );
  if (!url) throw new Error(`Stripe returned the checkout session ${id} without a URL.`);
  return { id, url };
}
