import type Stripe from "stripe";
import { emit, emitChange } from "../../events/emit";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Coupon = PublicTables["coupon"];

export function couponRoutes(api: Api): void {
  api.post("/v1/coupons", params<Stripe.CouponCreateParams>("Coupons", "CouponCreateParams"), createCoupon);
  api.get("/v1/coupons/:id", onlyExpand, (world, _, id) => fetchCoupon(world, id));
  api.post("/v1/coupons/:id", params<Stripe.CouponUpdateParams>("Coupons", "CouponUpdateParams"), updateCoupon);
  api.delete("/v1/coupons/:id", onlyExpand, deleteCoupon);
  api.get("/v1/coupons", params<Stripe.CouponListParams>("Coupons", "CouponListParams"), (world, input) =>
    page(
      [...world.store.all("coupon")].filter((coupon) => inRange(coupon.created, input.created)),
      input,
      "/v1/coupons",
    ),
  );
}

function fetchCoupon(world: World, id: string): Coupon {
  const coupon = world.store.get("coupon", id);
  if (!coupon) throw noSuch("coupon", id);
  return coupon;
}

function createCoupon(world: World, input: Wire<Stripe.CouponCreateParams>): Coupon {
  const { amount_off, percent_off, duration = "once", duration_in_months } = input;
  if ((amount_off === undefined) === (percent_off === undefined)) {
    throw invalidRequest(
      "You must specify either `amount_off` or `percent_off`, and not both.",
      "percent_off",
      "parameter_missing",
    );
  }
  if (amount_off !== undefined && input.currency === undefined) {
    throw invalidRequest("You must specify a currency when `amount_off` is set.", "currency", "parameter_missing");
  }
  checkOptions(input.currency_options, amount_off ?? null);
  if (percent_off !== undefined && (percent_off <= 0 || percent_off > 100)) {
    throw invalidRequest("percent_off must be greater than 0 and at most 100.", "percent_off");
  }
  if ((duration === "repeating") !== (duration_in_months !== undefined)) {
    throw invalidRequest(
      "You must specify `duration_in_months` if, and only if, `duration` is `repeating`.",
      "duration_in_months",
    );
  }
  const id = input.id ?? world.ids.token(8);
  if (world.store.get("coupon", id)) throw invalidRequest("Coupon already exists.", "id", "resource_already_exists");
  const coupon = world.store.put("coupon", {
    id,
    object: "coupon",
    amount_off: amount_off ?? null,
    ...(input.applies_to?.products ? { applies_to: { products: input.applies_to.products } } : {}),
    created: world.clock.now(),
    currency: input.currency?.toLowerCase() ?? null,
    ...(input.currency_options ? { currency_options: input.currency_options } : {}),
    duration,
    duration_in_months: duration_in_months ?? null,
    livemode: false,
    max_redemptions: input.max_redemptions ?? null,
    metadata: mergeMetadata({}, input.metadata),
    name: input.name ?? null,
    percent_off: percent_off ?? null,
    redeem_by: input.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  });
  emit(world, "coupon.created", coupon);
  return coupon;
}

function checkOptions(options: Coupon["currency_options"], amountOff: number | null): void {
  if (options && amountOff === null)
    throw invalidRequest("You can only set `currency_options` together with `amount_off`.", "currency_options");
}

function updateCoupon(world: World, input: Wire<Stripe.CouponUpdateParams>, id: string): Coupon {
  const before = fetchCoupon(world, id);
  checkOptions(input.currency_options, before.amount_off);
  const after = world.store.put("coupon", {
    ...before,
    ...(input.currency_options ? { currency_options: { ...before.currency_options, ...input.currency_options } } : {}),
    metadata: mergeMetadata(before.metadata, input.metadata),
    name: input.name ?? before.name,
  });
  emitChange(world, "coupon.updated", before, after);
  return after;
}

/**
 * Deletes the coupon. Discounts keep a copy of it, and stay as they are even if another coupon gets the same ID. Its
 * promotion codes can't be redeemed anymore.
 */
function deleteCoupon(world: World, _: unknown, id: string): object {
  const coupon = fetchCoupon(world, id);
  const kept = { ...coupon, valid: false };
  for (const discount of world.store.all("discount")) {
    const known = world.store.get("discount_coupon", discount.id) !== undefined;
    if (discount.source.coupon === id && !known) world.store.put("discount_coupon", { id: discount.id, coupon: kept });
  }
  for (const code of [...world.store.all("promotion_code")]) {
    if (code.promotion.coupon !== id || !code.active) continue;
    emitChange(world, "promotion_code.updated", code, world.store.put("promotion_code", { ...code, active: false }));
  }
  world.store.delete("coupon", id);
  emit(world, "coupon.deleted", kept);
  return { id, object: "coupon", deleted: true };
}
