import type Stripe from "stripe";
import { emit, emitChange } from "../events/emit";
import { fetchProduct } from "../lookup/fetch";
import type { PublicTables } from "../store/tables";
import { invalidRequest } from "../wire/errors";
import type { Wire } from "../wire/types";
import type { World } from "../world";
import { mergeMetadata } from "./metadata";
import { newProduct } from "./product-object";

type Price = PublicTables["price"];
type CreateInput = Wire<Stripe.PriceCreateParams>;

/** @param id legacy plans can choose their ID */
export function createPrice(world: World, input: CreateInput, id = world.ids.next("price")): Price {
  if ((input.product === undefined) === (input.product_data === undefined)) {
    throw invalidRequest(
      "You must specify either `product` or `product_data` when creating a price.",
      "product",
      "parameter_missing",
    );
  }
  const tiered = input.billing_scheme === "tiered" || input.tiers !== undefined;
  if (
    !tiered &&
    input.unit_amount === undefined &&
    input.unit_amount_decimal === undefined &&
    !input.custom_unit_amount
  ) {
    throw invalidRequest(
      "Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.",
      "unit_amount",
      "parameter_missing",
    );
  }
  if (tiered && (!input.tiers || !input.tiers_mode)) {
    throw invalidRequest("You must specify `tiers` and `tiers_mode` with `billing_scheme=tiered`.", "tiers");
  }
  // docs.stripe.com/billing/subscriptions/usage-based/transform-quantities: "isn't compatible with tiered pricing".
  if (tiered && input.transform_quantity)
    throw invalidRequest("You can't use `transform_quantity` with `billing_scheme=tiered`.", "transform_quantity");
  const product = input.product_data
    ? newProduct(world, input.product_data)
    : fetchProduct(world, input.product ?? "", "product");
  if (input.lookup_key !== undefined) claimLookupKey(world, input.lookup_key, input.transfer_lookup_key ?? false);
  const price = world.store.put("price", {
    id,
    object: "price",
    active: input.active ?? true,
    billing_scheme: tiered ? "tiered" : "per_unit",
    created: world.clock.now(),
    currency: input.currency.toLowerCase(),
    ...currencyOptions(input.currency, input.currency_options, tiered),
    custom_unit_amount: customAmount(input),
    livemode: false,
    lookup_key: input.lookup_key ?? null,
    metadata: mergeMetadata({}, input.metadata),
    nickname: input.nickname ?? null,
    product: product.id,
    recurring: recurring(input),
    tax_behavior: input.tax_behavior ?? "unspecified",
    ...(tiered ? { tiers: tiers(input) } : {}),
    tiers_mode: input.tiers_mode ?? null,
    transform_quantity: input.transform_quantity ?? null,
    type: input.recurring ? "recurring" : "one_time",
    ...(tiered ? { unit_amount: null, unit_amount_decimal: null } : unitAmount(input)),
  });
  emit(world, "price.created", price);
  return price;
}

type OptionInput = NonNullable<CreateInput["currency_options"]>[string];

/** The price's amounts in other currencies. */
export function currencyOptions(
  own: string,
  inputs: Record<string, OptionInput> | undefined,
  tiered: boolean,
): Pick<Price, "currency_options"> {
  const options = Object.entries(inputs ?? {}).map(([key, option]) => {
    const currency = key.toLowerCase();
    const param = `currency_options[${key}]`;
    if (!/^[a-z]{3}$/.test(currency)) throw invalidRequest(`Invalid currency: ${key}`, param);
    if (currency === own.toLowerCase())
      throw invalidRequest("The price's own currency can't be among its `currency_options`.", param);
    const priced = option.unit_amount !== undefined || option.unit_amount_decimal !== undefined;
    if (tiered ? !option.tiers : !priced && !option.custom_unit_amount)
      throw invalidRequest(`Missing required param: ${param}[${tiered ? "tiers" : "unit_amount"}].`, param);
    const amounts = {
      custom_unit_amount: customAmount(option),
      tax_behavior: option.tax_behavior ?? null,
      ...(tiered ? { tiers: tiers(option), unit_amount: null, unit_amount_decimal: null } : unitAmount(option)),
    };
    return [currency, amounts] as const;
  });
  return options.length === 0 ? {} : { currency_options: Object.fromEntries(options) };
}

function customAmount(input: Pick<CreateInput, "custom_unit_amount">): Price["custom_unit_amount"] {
  if (!input.custom_unit_amount?.enabled) return null;
  const { maximum, minimum, preset } = input.custom_unit_amount;
  return { maximum: maximum ?? null, minimum: minimum ?? null, preset: preset ?? null };
}

function recurring(input: CreateInput): Price["recurring"] {
  if (!input.recurring) return null;
  const { interval, interval_count, meter, trial_period_days, usage_type } = input.recurring;
  return {
    interval,
    interval_count: interval_count ?? 1,
    meter: meter ?? null,
    trial_period_days: trial_period_days ?? null,
    usage_type: usage_type ?? "licensed",
  };
}

function unitAmount(amount: { unit_amount?: number; unit_amount_decimal?: string }): {
  unit_amount: number | null;
  unit_amount_decimal: string | null;
} {
  if (amount.unit_amount !== undefined && amount.unit_amount_decimal !== undefined)
    throw invalidRequest(
      "You may only specify one of these parameters: unit_amount, unit_amount_decimal.",
      "unit_amount",
    );
  const decimal = amount.unit_amount_decimal ?? (amount.unit_amount === undefined ? null : String(amount.unit_amount));
  if (decimal === null) return { unit_amount: null, unit_amount_decimal: null };
  if (!/^-?\d+(\.\d{1,12})?$/.test(decimal))
    throw invalidRequest(
      `Invalid decimal: ${decimal}; must contain at maximum 12 decimal places.`,
      "unit_amount_decimal",
    );
  return { unit_amount: Number.isInteger(Number(decimal)) ? Number(decimal) : null, unit_amount_decimal: decimal };
}

function tiers(input: Pick<CreateInput, "tiers">): NonNullable<Price["tiers"]> {
  const list = input.tiers ?? [];
  if (list.at(-1)?.up_to !== "inf") throw invalidRequest("The last tier must have `up_to` set to `inf`.", "tiers");
  return list.map((tier, index) => {
    const param = `tiers[${index}]`;
    const before = list[index - 1]?.up_to ?? 0;
    if (before === "inf" || (tier.up_to !== "inf" && tier.up_to <= before))
      throw invalidRequest("The `up_to` of each tier must be greater than that of the tier before it.", param);
    const { unit_amount, unit_amount_decimal, flat_amount, flat_amount_decimal } = tier;
    if ([unit_amount, unit_amount_decimal, flat_amount, flat_amount_decimal].every((each) => each === undefined))
      throw invalidRequest("An entry in the tiers array is missing an amount.", param);
    // docs.stripe.com/api/prices/create: "accepts a decimal value representing an integer in the minor units".
    if (flat_amount_decimal !== undefined && !Number.isInteger(Number(flat_amount_decimal)))
      throw invalidRequest(`Invalid integer: ${flat_amount_decimal}`, `${param}[flat_amount_decimal]`);
    const flat = unitAmount({ unit_amount: tier.flat_amount, unit_amount_decimal: tier.flat_amount_decimal });
    return {
      flat_amount: flat.unit_amount,
      flat_amount_decimal: flat.unit_amount_decimal,
      ...unitAmount(tier),
      up_to: tier.up_to === "inf" ? null : tier.up_to,
    };
  });
}

/** Only one price can hold a lookup key; `transfer_lookup_key` moves it. */
export function claimLookupKey(world: World, key: string, transfer: boolean): void {
  const [holder] = world.store.where("price", "lookup_key", key);
  if (!holder) return;
  if (!transfer) {
    throw invalidRequest(
      `A price (\`${holder.id}\`) already uses that lookup key.`,
      "lookup_key",
      "resource_already_exists",
    );
  }
  const after = world.store.put("price", { ...holder, lookup_key: null });
  emitChange(world, "price.updated", holder, after);
}

interface PriceData {
  currency: string;
  product?: string;
  product_data?: { name: string };
  recurring?: { interval: Stripe.PriceCreateParams.Recurring.Interval; interval_count?: number };
  unit_amount?: number;
  unit_amount_decimal?: string;
}

/** `price_data` creates an inactive price, which can be retrieved but not reused. */
export function inlinePrice(world: World, data: PriceData): PublicTables["price"] {
  const { currency, product, product_data, recurring, unit_amount, unit_amount_decimal } = data;
  const price = createPrice(world, { currency, product, product_data, recurring, unit_amount, unit_amount_decimal });
  return { ...world.store.put("price", { ...price, active: false }), active: true };
}
