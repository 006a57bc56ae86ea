import type Stripe from "stripe";
import { usableCoupon } from "../../billing/discounts/discounts";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type PromotionCode = PublicTables["promotion_code"];

export function promotionCodeRoutes(api: Api): void {
  api.post(
    "/v1/promotion_codes",
    params<Stripe.PromotionCodeCreateParams>("PromotionCodes", "PromotionCodeCreateParams"),
    createPromotionCode,
  );
  api.get("/v1/promotion_codes/:id", onlyExpand, (world, _, id) => fetchPromotionCode(world, id));
  api.post(
    "/v1/promotion_codes/:id",
    params<Stripe.PromotionCodeUpdateParams>("PromotionCodes", "PromotionCodeUpdateParams"),
    updatePromotionCode,
  );
  api.get(
    "/v1/promotion_codes",
    params<Stripe.PromotionCodeListParams>("PromotionCodes", "PromotionCodeListParams"),
    (world, input) => {
      const rows = [...world.store.all("promotion_code")].filter(
        (code) =>
          matches(code.active, input.active) &&
          matches(code.code.toLowerCase(), input.code?.toLowerCase()) &&
          matches(code.promotion.coupon, input.coupon) &&
          matches(code.customer, input.customer) &&
          inRange(code.created, input.created),
      );
      return page(rows, input, "/v1/promotion_codes");
    },
  );
}

function fetchPromotionCode(world: World, id: string): PromotionCode {
  const code = world.store.get("promotion_code", id);
  if (!code) throw noSuch("promotion code", id);
  return code;
}

function createPromotionCode(world: World, input: Wire<Stripe.PromotionCodeCreateParams>): PromotionCode {
  const coupon = usableCoupon(world, input.promotion.coupon ?? "");
  if (input.customer !== undefined) fetchCustomer(world, input.customer, "customer");
  const code = input.code ?? world.ids.token(8).toUpperCase();
  const taken = [...world.store.all("promotion_code")].some(
    (other) => other.active && other.code.toLowerCase() === code.toLowerCase(),
  );
  if (taken)
    throw invalidRequest("An active promotion code with this code already exists.", "code", "resource_already_exists");
  const row = world.store.put("promotion_code", {
    id: world.ids.next("promo"),
    object: "promotion_code",
    active: input.active ?? true,
    code,
    created: world.clock.now(),
    customer: input.customer ?? null,
    customer_account: null,
    expires_at: input.expires_at ?? null,
    livemode: false,
    max_redemptions: input.max_redemptions ?? null,
    metadata: mergeMetadata({}, input.metadata),
    promotion: { coupon: coupon.id, type: "coupon" },
    restrictions: {
      first_time_transaction: input.restrictions?.first_time_transaction ?? false,
      minimum_amount: input.restrictions?.minimum_amount ?? null,
      minimum_amount_currency: input.restrictions?.minimum_amount_currency ?? null,
      ...minimumOptions(input.restrictions?.currency_options),
    },
    times_redeemed: 0,
  });
  emit(world, "promotion_code.created", row);
  return row;
}

type Restrictions = PromotionCode["restrictions"];

/** The minimum amounts in other currencies. */
function minimumOptions(
  inputs: Record<string, { minimum_amount?: number }> | undefined,
): Pick<Restrictions, "currency_options"> {
  if (!inputs) return {};
  const options = Object.entries(inputs).map(([currency, { minimum_amount }]) => {
    const param = `restrictions[currency_options][${currency}][minimum_amount]`;
    if (minimum_amount === undefined)
      throw invalidRequest(`Missing required param: ${param}.`, param, "parameter_missing");
    return [currency.toLowerCase(), { minimum_amount }] as const;
  });
  return { currency_options: Object.fromEntries(options) };
}

function updatePromotionCode(world: World, input: Wire<Stripe.PromotionCodeUpdateParams>, id: string): PromotionCode {
  const before = fetchPromotionCode(world, id);
  const after = world.store.put("promotion_code", {
    ...before,
    active: input.active ?? before.active,
    metadata: mergeMetadata(before.metadata, input.metadata),
    restrictions: {
      ...before.restrictions,
      ...(input.restrictions?.currency_options
        ? {
            currency_options: {
              ...before.restrictions.currency_options,
              ...minimumOptions(input.restrictions.currency_options).currency_options,
            },
          }
        : {}),
    },
  });
  emitChange(world, "promotion_code.updated", before, after);
  return after;
}
