import type { PublicTables } from "../store/tables";
import type { World } from "../world";

/** A discount's coupon, also when it has been deleted since. */
export function couponOf(
  world: World,
  discount: PublicTables["discount"] | undefined,
): PublicTables["coupon"] | undefined {
  if (!discount) return undefined;
  const { id, source } = discount;
  return world.store.get("discount_coupon", id)?.coupon ?? world.store.get("coupon", source.coupon ?? "");
}
