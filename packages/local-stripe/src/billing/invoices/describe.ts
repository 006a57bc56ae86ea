import { formatDescriptionDate, formatUnitPrice } from "../../format";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";

type Price = PublicTables["price"];

export function productName(world: World, price: Price): string {
  return price.nickname ?? world.store.get("product", price.product)?.name ?? "Subscription";
}

/** `every 3 months`, `month` */
export function intervalText(price: Price): string {
  const { interval, interval_count } = price.recurring ?? { interval: "month", interval_count: 1 };
  return interval_count === 1 ? interval : `every ${interval_count} ${interval}s`;
}

/** `1 × Professional (at $199.00 / month)` */
export function describePeriod(world: World, price: Price, quantity: number): string {
  const unit =
    price.unit_amount_decimal === null
      ? ""
      : ` (at ${formatUnitPrice(price.unit_amount_decimal, price.currency)} / ${intervalText(price)})`;
  return `${quantity} × ${productName(world, price)}${unit}`;
}

export function describeTrial(world: World, price: Price): string {
  return `Trial period for ${productName(world, price)}`;
}

/** Stripe's own format: `Unused time on 2 × Professional after 15 May 2026` */
export function describeProration(
  world: World,
  kind: "credit" | "charge",
  price: Price,
  quantity: number,
  at: number,
): string {
  const what = quantity === 1 ? productName(world, price) : `${quantity} × ${productName(world, price)}`;
  return `${kind === "credit" ? "Unused" : "Remaining"} time on ${what} after ${formatDescriptionDate(at)}`;
}
