import { rate } from "../../engine/rating";
import { storedPrice } from "../../lookup/localized-price";
import type { PublicTables } from "../../store/tables";
import { StripeFault } from "../../wire/errors";
import type { World } from "../../world";
import { previewInvoice } from "../invoices/preview-invoice";
import { type Item, lastPeriodEnd } from "../periods/cadence";
import { createSchedule, updateSchedule } from "../schedules/edit-schedule";
import { updateSubscription } from "./update-subscription";

type Session = PublicTables["portal_session"];
type Subscription = PublicTables["subscription"];
type Price = PublicTables["price"];
type Invoice = PublicTables["invoice"];
type UpdateRules = PublicTables["portal_configuration"]["features"]["subscription_update"];

export interface PlanChange {
  item: Item;
  price: Price;
  quantity: number;
}

export interface PlanPreview {
  invoice: Invoice;
  /** `now`: charged immediately. `renewal`: on the next invoice. `period_end`: nothing changes until then. */
  when: "now" | "renewal" | "period_end";
}

/** The portal's rules for plan changes; null if they are disabled. */
export function planRules(world: World, session: Session): UpdateRules | null {
  const rules = world.store.get("portal_configuration", session.configuration)?.features.subscription_update;
  return rules?.enabled ? rules : null;
}

/**
 * The prices a customer can switch to. As at Stripe, only subscriptions with a single licensed item can be changed in
 * the portal.
 */
export function planChoices(world: World, session: Session, subscription: Subscription): Price[] {
  const rules = planRules(world, session);
  const [item, ...others] = subscription.items.data;
  if (!rules || !item || others.length > 0 || item.quantity === undefined || subscription.schedule !== null) return [];
  if (!rules.default_allowed_updates.includes("price")) return [item.price];
  return (rules.products ?? [])
    .flatMap(({ prices }) => prices.flatMap((id) => storedPrice(world, id, subscription.currency) ?? []))
    .filter((price) => price.active && price.currency === subscription.currency && price.recurring);
}

/** The requested plan, or null if it isn't offered or changes nothing. */
export function requestedPlan(
  world: World,
  session: Session,
  subscription: Subscription,
  form: { price?: string; quantity?: string },
): PlanChange | null {
  const price = planChoices(world, session, subscription).find((choice) => choice.id === form.price);
  const [item] = subscription.items.data;
  if (!price || !item) return null;
  const currentQuantity = item.quantity ?? 1;
  const quantityAllowed = planRules(world, session)?.default_allowed_updates.includes("quantity") ?? false;
  const quantity = quantityAllowed && form.quantity ? Number(form.quantity) : currentQuantity;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > 999_999) return null;
  return price.id === item.price.id && quantity === currentQuantity ? null : { item, price, quantity };
}

/** What the change would cost and when, without making it. */
export function previewPlan(
  world: World,
  session: Session,
  subscription: Subscription,
  change: PlanChange,
): PlanPreview {
  const { item, price, quantity } = change;
  const proration = prorationOf(world, session);
  const scheduled = isScheduled(world, session, change);
  const invoice = previewInvoice(world, {
    subscription: subscription.id,
    subscription_details: {
      items: [{ id: item.id, price: price.id, quantity }],
      proration_behavior: scheduled ? "none" : proration,
    },
  });
  if (scheduled) return { invoice, when: "period_end" };
  return { invoice, when: invoice.billing_reason === "subscription_update" ? "now" : "renewal" };
}

/** The invoice after an immediate change; null if the change can't be paid, which the customer sees on confirming. */
export function invoiceAfter(
  world: World,
  session: Session,
  subscription: Subscription,
  change: PlanChange,
): { amount: number; at: number } | null {
  try {
    return world.store.dryRun(() => {
      changePlan(world, session, subscription, change);
      const after = world.store.get("subscription", subscription.id) ?? subscription;
      return { amount: previewInvoice(world, { subscription: after.id }).total, at: lastPeriodEnd(after) };
    });
  } catch (error) {
    if (error instanceof StripeFault) return null;
    throw error;
  }
}

/** @throws StripeFault 402 if an immediate payment failed; nothing has changed then */
export function changePlan(world: World, session: Session, subscription: Subscription, change: PlanChange): void {
  if (isScheduled(world, session, change)) {
    changeAtPeriodEnd(world, subscription, change);
    return;
  }
  const { item, price, quantity } = change;
  updateSubscription(world, subscription, {
    items: [{ id: item.id, price: price.id, quantity }],
    proration_behavior: prorationOf(world, session),
    payment_behavior: "error_if_incomplete",
  });
}

function prorationOf(world: World, session: Session): "always_invoice" | "create_prorations" | "none" {
  switch (planRules(world, session)?.proration_behavior) {
    case "always_invoice":
      return "always_invoice";
    case "create_prorations":
      return "create_prorations";
    default:
      return "none";
  }
}

/** Whether the portal schedules this change, such as a downgrade, for the period's end. */
function isScheduled(world: World, session: Session, { item, price, quantity }: PlanChange): boolean {
  const conditions = planRules(world, session)?.schedule_at_period_end.conditions ?? [];
  return conditions.some(({ type }) => {
    if (type === "shortening_interval") return monthsOf(price) < monthsOf(item.price);
    return type === "decreasing_item_amount" && rate(price, quantity) < rate(item.price, item.quantity ?? 1);
  });
}

function monthsOf(price: Price): number {
  const months: Record<string, number> = { day: 1 / 30, week: 7 / 30, month: 1, year: 12 };
  return (months[price.recurring?.interval ?? "month"] ?? 1) * (price.recurring?.interval_count ?? 1);
}

function changeAtPeriodEnd(world: World, subscription: Subscription, { item, price, quantity }: PlanChange): void {
  const { id, phases } = createSchedule(world, { from_subscription: subscription.id });
  const start_date = phases[0]?.start_date ?? item.current_period_start;
  const end_date = lastPeriodEnd(subscription);
  const current = { price: item.price.id, quantity: item.quantity, discounts: existing(item.discounts) };
  const discounts = existing(subscription.discounts);
  updateSchedule(
    world,
    {
      end_behavior: "release",
      phases: [
        { items: [current], start_date, end_date, discounts, proration_behavior: "none" },
        {
          items: [{ price: price.id, quantity, discounts: current.discounts }],
          discounts,
          proration_behavior: "none",
        },
      ],
    },
    id,
  );
}

/** A phase has only the discounts it names. */
function existing(discounts: readonly string[]): { discount: string }[] {
  return discounts.map((discount) => ({ discount }));
}
