import type Stripe from "stripe";
import { type Tax, taxesOn } from "../../engine/tax";
import type { PublicTables } from "../../store/tables";
import { missing } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import type { Line } from "../invoices/line";

type TaxRate = PublicTables["tax_rate"];
type LineTax = NonNullable<Line["taxes"]>[number];
type Exemption = "none" | "exempt" | "reverse";

/** The tax rates named by a parameter, whole, as subscriptions and items carry them. */
export function namedTaxRates(world: World, ids: readonly string[] | "" | null | undefined, param: string): TaxRate[] {
  return (ids || []).map((id) => {
    const rate = world.store.get("tax_rate", id);
    if (!rate) throw missing("tax rate", id, param);
    return rate;
  });
}

/** A tax yet to be reckoned: how a new line remembers the rates it was given. */
export function pendingTax(rate: TaxRate): LineTax {
  return lineTax({ rate: rate.id, inclusive: rate.inclusive, amount: 0, taxable: 0 }, "none");
}

/**
 * The lines with their taxes, after discounts. A line's own rates go before the defaults; whoever is exempt, or owes the
 * tax themselves, is charged none.
 */
export function taxed(world: World, lines: Line[], defaults: readonly string[], exemption: Exemption): Line[] {
  return lines.map((line) => {
    const own = (line.taxes ?? []).flatMap((tax) => tax.tax_rate_details?.tax_rate ?? []);
    const ids = own.length > 0 ? own : defaults;
    const rates = ids.flatMap((id) => world.store.get("tax_rate", id) ?? []);
    const net = line.amount - (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
    return { ...line, taxes: taxesOn(net, rates).map((tax) => lineTax(tax, exemption)) };
  });
}

/** Taxes of a line that is being taken back, as they were charged. */
export function lineTaxes(taxes: readonly Tax[]): LineTax[] {
  return taxes.map((tax) => lineTax(tax, "none"));
}

function lineTax(tax: Tax, exemption: Exemption): LineTax {
  const reasons = { none: "standard_rated", exempt: "customer_exempt", reverse: "reverse_charge" } as const;
  return {
    amount: exemption === "none" ? tax.amount : 0,
    tax_behavior: tax.inclusive ? "inclusive" : "exclusive",
    tax_rate_details: { tax_rate: tax.rate },
    taxability_reason: reasons[exemption],
    taxable_amount: tax.taxable,
    type: "tax_rate_details",
  };
}

export function exemptionOf(customer: PublicTables["customer"] | undefined): Exemption {
  switch (customer?.tax_exempt) {
    case "exempt":
      return "exempt";
    case "reverse":
      return "reverse";
    default:
      return "none";
  }
}

/** Sums per rate, as an invoice shows them. */
export function totalTaxes(lines: readonly Pick<Line, "taxes">[]): NonNullable<Wire<Stripe.Invoice>["total_taxes"]> {
  const byRate = new Map<string, LineTax>();
  for (const tax of lines.flatMap((line) => line.taxes ?? [])) {
    const key = tax.tax_rate_details?.tax_rate ?? "";
    const sum = byRate.get(key);
    byRate.set(key, {
      ...tax,
      amount: (sum?.amount ?? 0) + tax.amount,
      taxable_amount: (sum?.taxable_amount ?? 0) + (tax.taxable_amount ?? 0),
    });
  }
  return [...byRate.values()];
}

/** What of some taxes comes on top, and what is inside. */
export function taxSum(taxes: readonly LineTax[], behavior: "inclusive" | "exclusive"): number {
  return taxes.reduce((sum, tax) => sum + (tax.tax_behavior === behavior ? tax.amount : 0), 0);
}
