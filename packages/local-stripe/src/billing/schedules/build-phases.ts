import type Stripe from "stripe";
import { boundary, type Interval } from "../../engine/periods";
import { fetchPaymentMethod, fetchPrice } from "../../lookup/fetch";
import { priceIn } from "../../lookup/localized-price";
import { checkProduct, fetchSellablePrice } from "../../lookup/sellable-price";
import { mergeMetadata } from "../../objects/metadata";
import { inlinePrice } from "../../objects/price-object";
import { emptyPhase, phaseDiscounts, phaseItem } from "../../objects/subscription-schedule-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, refuseUnsupported } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { isMetered } from "../periods/cadence";
import { billingThresholds } from "../subscriptions/subscription-settings";
import { fetchTaxRates } from "../taxes/taxes";

type Schedule = PublicTables["subscription_schedule"];
type Phase = Schedule["phases"][number];
type Price = PublicTables["price"];
export type PhaseInput = Wire<Stripe.SubscriptionScheduleUpdateParams.Phase>;
type ItemInput = PhaseInput["items"][number];

/**
 * Phases are contiguous. Each has an end date or a duration; without either it lasts one period of its price.
 *
 * @param known prices the schedule or its subscription has already, which stay allowed when they are archived
 */
export function buildPhases(
  world: World,
  inputs: readonly PhaseInput[],
  start: number,
  known: ReadonlySet<string> = new Set(),
): Phase[] {
  let at = start;
  return inputs.map((input, index) => {
    const startsAt = input.start_date === "now" ? world.clock.now() : (input.start_date ?? at);
    if (index > 0 && startsAt !== at)
      throw invalidRequest("Phases must be contiguous.", `phases[${index}][start_date]`);
    const phase = buildPhase(world, input, startsAt, known, `phases[${index}]`);
    at = phase.end_date;
    return phase;
  });
}

function buildPhase(world: World, input: PhaseInput, start: number, known: ReadonlySet<string>, param: string): Phase {
  refuseUnsupported(input, ["application_fee_percent", "on_behalf_of", "transfer_data"], param);
  const items = input.items.map((item, index) => buildItem(world, item, known, `${param}[items][${index}]`));
  const [first] = items;
  if (!first) throw invalidRequest("A phase must have at least one item.", `${param}[items]`, "parameter_missing");
  const currency = input.currency?.toLowerCase() ?? first.price.currency;
  for (const [index, { price }] of items.entries()) priceIn(price, currency, `${param}[items][${index}][price]`);
  if (input.default_payment_method)
    fetchPaymentMethod(world, input.default_payment_method, `${param}[default_payment_method]`);
  const end = phaseEnd(world, input, start, first.price, param);
  return {
    ...emptyPhase(currency),
    add_invoice_items: phaseInvoiceItems(world, input, param),
    ...(input.automatic_tax ? { automatic_tax: automaticTax(input.automatic_tax.enabled) } : {}),
    billing_cycle_anchor: input.billing_cycle_anchor ?? null,
    billing_thresholds: billingThresholds(null, input.billing_thresholds),
    collection_method: input.collection_method ?? null,
    default_payment_method: input.default_payment_method ?? null,
    default_tax_rates: fetchTaxRates(world, input.default_tax_rates, `${param}[default_tax_rates]`),
    description: input.description || null,
    discounts: phaseDiscounts(input.discounts),
    invoice_settings: phaseInvoiceSettings(input.invoice_settings, param),
    items: items.map(({ item }) => item),
    metadata: mergeMetadata({}, input.metadata),
    proration_behavior: input.proration_behavior ?? "create_prorations",
    start_date: start,
    end_date: end,
    trial_end: phaseTrialEnd(input, start, end, param),
  };
}

export function automaticTax(enabled: boolean): Schedule["default_settings"]["automatic_tax"] & object {
  return { disabled_reason: null, enabled, liability: enabled ? { type: "self" } : null };
}

function phaseInvoiceSettings(input: PhaseInput["invoice_settings"], param: string): Phase["invoice_settings"] {
  if (!input) return null;
  refuseUnsupported(input, ["account_tax_ids"], `${param}[invoice_settings]`);
  return {
    account_tax_ids: null,
    custom_fields: input.custom_fields || null,
    days_until_due: input.days_until_due ?? null,
    description: input.description || null,
    footer: input.footer || null,
    issuer: null,
  };
}

function buildItem(
  world: World,
  input: ItemInput,
  known: ReadonlySet<string>,
  param: string,
): { price: Price; item: Phase["items"][number] } {
  const price = itemPrice(world, input, known, param);
  const terms = {
    quantity: isMetered(price) ? undefined : (input.quantity ?? 1),
    metadata: mergeMetadata({}, input.metadata),
    discounts: phaseDiscounts(input.discounts),
    taxRates: fetchTaxRates(world, input.tax_rates, `${param}[tax_rates]`),
    billing_thresholds: input.billing_thresholds || null,
  };
  return { price, item: phaseItem(price.id, terms) };
}

function itemPrice(world: World, input: ItemInput, known: ReadonlySet<string>, param: string): Price {
  if (input.price_data) return checkProduct(world, inlinePrice(world, input.price_data), `${param}[price_data]`);
  const id = input.price ?? input.plan;
  if (id === undefined)
    throw invalidRequest(`Missing required param: ${param}[price].`, `${param}[price]`, "parameter_missing");
  const price = (known.has(id) ? fetchPrice : fetchSellablePrice)(world, id, `${param}[price]`);
  if (price.recurring) return price;
  throw invalidRequest(
    "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
    `${param}[price]`,
  );
}

/** When the phase's trial ends: at its end, or at a given time within it. */
function phaseTrialEnd(input: PhaseInput, start: number, end: number, param: string): number | null {
  const requestedEnd = input.trial ? end : input.trial_end === "now" ? null : (input.trial_end ?? null);
  if (requestedEnd !== null && (requestedEnd <= start || requestedEnd > end))
    throw invalidRequest("The trial must end within the phase.", `${param}[trial_end]`);
  return requestedEnd;
}

function phaseInvoiceItems(world: World, input: PhaseInput, phase: string): Phase["add_invoice_items"] {
  return (input.add_invoice_items ?? []).map((item, position) => {
    const param = `${phase}[add_invoice_items][${position}]`;
    refuseUnsupported(item, ["period"], param);
    const price = item.price_data
      ? inlinePrice(world, item.price_data)
      : fetchSellablePrice(world, item.price ?? "", `${param}[price]`);
    return {
      discountable: item.discountable ?? true,
      discounts: phaseDiscounts(item.discounts),
      metadata: mergeMetadata({}, item.metadata),
      period: { start: { type: "phase_start" }, end: { type: "phase_end" } },
      price: price.id,
      quantity: item.quantity ?? 1,
      tax_rates: fetchTaxRates(world, item.tax_rates, `${param}[tax_rates]`),
    };
  });
}

function phaseEnd(world: World, input: PhaseInput, start: number, price: Price, param: string): number {
  if (input.end_date !== undefined && input.duration)
    throw invalidRequest("You may only specify one of these parameters: duration, end_date.", `${param}[duration]`);
  const { interval, interval_count } = input.duration ?? price.recurring ?? { interval: "month" };
  const end =
    input.end_date === "now"
      ? world.clock.now()
      : (input.end_date ?? boundary(start, { interval: interval as Interval, interval_count: interval_count ?? 1 }, 1));
  if (end < start || (end === start && input.end_date !== "now"))
    throw invalidRequest("A phase's `end_date` must be after its `start_date`.", `${param}[end_date]`);
  return end;
}
