import type Stripe from "stripe";
import { type Tax, taxesOn } from "../../engine/tax";
import type { PublicTables } from "../../store/tables";
import { noSuch } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import type { Line } from "../invoices/line";

type TaxRate = PublicTables["tax_rate"];
type LineTax = NonNullable<Line["taxes"]>[number];
export type Exemption = "none" | "exempt" | "reverse";

/** The tax rates with these IDs, as full objects, the way subscriptions and items store them. */
export function fetchTaxRates(world: World, ids: readonly string[] | "" | null | undefined, param: string): TaxRate[] {
  return (ids || []).map((id) => {
    const rate = world.store.get("tax_rate", id);
    if (!rate) throw noSuch("tax rate", id, param);
    return rate;
  });
}

/** A tax that isn't calculated yet: a new line stores its rates this way. */
export function pendingTax(rate: TaxRate): LineTax {
  return lineTax({ rate: rate.id, inclusive: rate.inclusive, amount: 0, taxable: 0 }, "none");
}

/**
 * Calculates the lines' taxes, after discounts. A line's own rates override the defaults. Exempt and reverse-charge
 * customers pay none.
 */
export function withTaxes(
  world: World,
  lines: Line[],
  defaults: (line: Line) => readonly TaxRate[],
  exemption: Exemption,
): Line[] {
  return lines.map((line) => {
    const own = (line.taxes ?? []).flatMap(
      (tax) => world.store.get("tax_rate", tax.tax_rate_details?.tax_rate ?? "") ?? [],
    );
    const rates = own.length > 0 ? own : defaults(line);
    const net = line.amount - (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
    return { ...line, taxes: taxesOn(net, rates).map((tax) => lineTax(tax, exemption)) };
  });
}

/** The taxes of a credited line, as they were charged. */
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

/** Totals per rate, as shown on an invoice. */
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

/** The total of the inclusive or of the exclusive taxes. */
export function taxSum(taxes: readonly LineTax[], behavior: "inclusive" | "exclusive"): number {
  return taxes.reduce((sum, tax) => sum + (tax.tax_behavior === behavior ? tax.amount : 0), 0);
}
