import { fetchCustomer, fetchPaymentMethod } from "../../lookup/fetch";
import { mergeMetadata, orNull } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";
import { emitRemoved, redeem } from "../discounts/discounts";
import { fullAmount, nextPeriodEnd } from "../periods/cadence";
import { cancelAtOf } from "../periods/terms";
import { requireTaxLocation } from "../taxes/automatic";
import { fetchTaxRates } from "../taxes/taxes";
import type { UpdateInput } from "./input";
import { applyItemChanges } from "./item-changes";

type Subscription = PublicTables["subscription"];

/** The parts of an update that affect neither items nor periods. */
export function withSettings(world: World, before: Subscription, input: UpdateInput): Subscription {
  if (input.default_payment_method) fetchPaymentMethod(world, input.default_payment_method, "default_payment_method");
  if (input.automatic_tax?.enabled && !before.automatic_tax.enabled)
    requireTaxLocation(fetchCustomer(world, before.customer));
  const subtotal = (): number => subtotalAfter(world, before, input);
  const target = { customer: before.customer, subscription: before.id, currency: before.currency, subtotal };
  const cancellation = requestedCancellation(world, before, input);
  const discounts = input.discounts === undefined ? before.discounts : redeem(world, input.discounts || [], target);
  emitRemoved(world, before.discounts, discounts);
  if (input.pause_collection === "" || input.pause_collection === null)
    world.tasks.cancel("subscription.resume", before.id);
  else if (input.pause_collection?.resumes_at) {
    world.tasks.schedule("subscription.resume", before.id, input.pause_collection.resumes_at);
  }
  return {
    ...before,
    ...cancellation,
    automatic_tax: input.automatic_tax
      ? { ...before.automatic_tax, enabled: input.automatic_tax.enabled }
      : before.automatic_tax,
    billing_thresholds: billingThresholds(before.billing_thresholds, input.billing_thresholds),
    ...collection(before, input),
    default_payment_method: input.default_payment_method ?? before.default_payment_method,
    default_tax_rates:
      input.default_tax_rates === undefined
        ? before.default_tax_rates
        : fetchTaxRates(world, input.default_tax_rates, "default_tax_rates"),
    description: orNull(input.description, before.description),
    discounts,
    metadata: mergeMetadata(before.metadata, input.metadata),
    pause_collection:
      input.pause_collection === undefined
        ? before.pause_collection
        : input.pause_collection
          ? { behavior: input.pause_collection.behavior, resumes_at: input.pause_collection.resumes_at ?? null }
          : null,
    payment_settings: before.payment_settings && {
      ...before.payment_settings,
      save_default_payment_method:
        input.payment_settings?.save_default_payment_method ?? before.payment_settings.save_default_payment_method,
    },
    trial_settings: before.trial_settings && {
      end_behavior: {
        ...before.trial_settings.end_behavior,
        missing_payment_method:
          input.trial_settings?.end_behavior.missing_payment_method ??
          before.trial_settings.end_behavior.missing_payment_method,
      },
    },
  };
}

/** The price of a full period after the change. */
function subtotalAfter(world: World, before: Subscription, input: UpdateInput): number {
  const { items } = world.store.dryRun(() => applyItemChanges(world, before, input.items ?? []));
  return items.reduce((total, item) => total + fullAmount(item), 0);
}

/** @throws StripeFault 400 for a due date of invoices that are charged automatically */
function collection(
  before: Subscription,
  input: UpdateInput,
): Pick<Subscription, "collection_method" | "days_until_due"> {
  const collection_method = input.collection_method ?? before.collection_method;
  if (collection_method === "send_invoice")
    return { collection_method, days_until_due: input.days_until_due ?? before.days_until_due ?? 30 };
  checkDaysUntilDue(collection_method, input.days_until_due);
  return { collection_method, days_until_due: null };
}

/** @throws StripeFault 400 for a due date of invoices that are charged automatically */
export function checkDaysUntilDue(method: string | undefined, days: number | undefined): void {
  if (days === undefined || method === "send_invoice") return;
  throw invalidRequest("`days_until_due` can only be set if `collection_method` is `send_invoice`.", "days_until_due");
}

type Thresholds = Subscription["billing_thresholds"];

/** @throws StripeFault 400 for an amount below the minimum charge (…/usage-based/thresholds) */
export function billingThresholds(before: Thresholds, input: UpdateInput["billing_thresholds"]): Thresholds {
  if (input === undefined) return before;
  if (input === "" || input === null) return null;
  const { amount_gte = null, reset_billing_cycle_anchor = null } = input;
  if (amount_gte !== null && amount_gte < 50)
    throw invalidRequest("The monetary threshold must be at least 50.", "billing_thresholds[amount_gte]");
  return { amount_gte, reset_billing_cycle_anchor };
}

type Cancellation = Pick<Subscription, "cancel_at" | "cancel_at_period_end" | "canceled_at" | "cancellation_details">;

function requestedCancellation(world: World, before: Subscription, input: UpdateInput): Cancellation {
  const { comment, feedback } = input.cancellation_details ?? {};
  const details = {
    comment: orNull(comment, before.cancellation_details?.comment ?? null),
    feedback: orNull(feedback, before.cancellation_details?.feedback ?? null),
    feedback_option: null,
    reason: before.cancellation_details?.reason ?? null,
  };
  const requested = { ...details, reason: "cancellation_requested" as const };
  if (input.cancel_at_period_end === true) {
    const cancel_at = nextPeriodEnd(before);
    return { cancel_at, cancel_at_period_end: true, canceled_at: world.clock.now(), cancellation_details: requested };
  }
  const cancel_at = cancelAtOf(before, input.cancel_at);
  if (cancel_at !== null) {
    if (cancel_at <= world.clock.now()) throw invalidRequest("`cancel_at` must be in the future.", "cancel_at");
    return { cancel_at, cancel_at_period_end: false, canceled_at: world.clock.now(), cancellation_details: requested };
  }
  const unset = input.cancel_at === "" || input.cancel_at === null || input.cancel_at_period_end === false;
  if (unset) {
    return {
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: null,
      cancellation_details: { ...details, reason: null },
    };
  }
  const { cancel_at_period_end, canceled_at } = before;
  return { cancel_at: before.cancel_at, cancel_at_period_end, canceled_at, cancellation_details: details };
}
