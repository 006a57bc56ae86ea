import "server-only";
import Stripe from "stripe";
import type { Rate } from "@/lib/catalog";

type RateParams = Pick<
  Stripe.PriceCreateParams,
  "unit_amount" | "unit_amount_decimal" | "billing_scheme" | "tiers" | "tiers_mode" | "transform_quantity"
>;

/** A rate as parameters of a new price. */
export function rateParams({ unitAmount, tiers, tiersMode, packageSize, packageRounding }: Rate): RateParams {
  if (tiers) {
    return {
      billing_scheme: "tiered",
      tiers_mode: tiersMode ?? "volume",
      tiers: tiers.map((tier) => ({
        up_to: tier.upTo ?? "inf",
        ...amountParam(tier.unitAmount ?? 0),
        ...(tier.flatAmount ? { flat_amount: Number(tier.flatAmount) } : {}),
      })),
    };
  }
  return {
    ...amountParam(unitAmount),
    ...(packageSize ? { transform_quantity: { divide_by: packageSize, round: packageRounding ?? "up" } } : {}),
  };
}

/** Stripe takes whole amounts and decimals under different names. */
const amountParam = (amount: number | string) =>
  Number.isInteger(Number(amount))
    ? { unit_amount: Number(amount) }
    : { unit_amount_decimal: Stripe.Decimal.from(decimalText(amount)) };

/** Without an exponent, which Stripe's decimals don't have. */
const decimalText = (amount: number | string) =>
  typeof amount === "string" ? amount : amount.toFixed(12).replace(/\.?0+$/, "");

/** A price's rate in the order of Stripe's fields, to compare what is published with what is wanted and to name it. */
export const describeRate = (price: PublishedRate): string => {
  const tiers = price.tiers?.map(
    (tier) =>
      `${text(tier.unit_amount_decimal, tier.unit_amount)} + ${tier.flat_amount ?? 0} up to ${tier.up_to ?? "inf"}`,
  );
  const packages = price.transform_quantity;
  return [
    ...(tiers ? [`${price.tiers_mode}: ${tiers.join(", ")}`] : [text(price.unit_amount_decimal, price.unit_amount)]),
    ...(packages ? [`per ${packages.divide_by}, rounded ${packages.round}`] : []),
  ].join(" ");
};

type Amounts = { unit_amount?: number | null; unit_amount_decimal?: Stripe.Decimal | null };
type PublishedTier = Amounts & { flat_amount?: number | null; up_to: number | "inf" | null };
type PublishedRate = Amounts & {
  tiers?: readonly PublishedTier[] | null;
  tiers_mode?: string | null;
  transform_quantity?: { divide_by: number; round: string } | null;
};

const text = (decimal: Stripe.Decimal | null | undefined, whole: number | null | undefined): string =>
  whole === null || whole === undefined ? (decimal?.toString() ?? "0") : String(whole);
