import { describe, expect, it } from "vitest";
import { includedTaxPercent } from "./included-tax";

type Given = Parameters<typeof includedTaxPercent>;

const vat = { inclusive: true, percentage: 19 };
const salesTax = { inclusive: false, percentage: 8 };
const item = (given: Partial<Given[0]> = {}): Given[0] => ({ id: "si_1", tax_rates: [], ...given });
const subscription = (given: Partial<Given[1]> = {}): Given[1] => ({
  default_tax_rates: [],
  automatic_tax: { enabled: false },
  ...given,
});
const line = (of: string, tax: number, tax_behavior: "inclusive" | "exclusive" = "inclusive") => ({
  amount: 11_900,
  parent: { subscription_item_details: { subscription_item: of } },
  taxes: [{ amount: tax, tax_behavior, taxable_amount: 11_900 - tax }],
});
const charged = (...invoices: ReturnType<typeof line>[][]): Given[2] => ({
  customer: { tax_exempt: "none" },
  invoices: invoices.map((data) => ({ lines: { data } })),
});
const byStripe = subscription({ automatic_tax: { enabled: true } });

describe("the tax in an item's price", () => {
  it.each<[string, Given[0], Given[1], Given[2], number]>([
    ["is none without rates", item(), subscription(), charged(), 0],
    ["is the subscription's rate", item(), subscription({ default_tax_rates: [vat, salesTax] }), charged(), 19],
    [
      "is the item's rate instead",
      item({ tax_rates: [{ inclusive: true, percentage: 7 }] }),
      subscription({ default_tax_rates: [vat] }),
      charged(),
      7,
    ],
    ["is none if the item's rates are added to it", item({ tax_rates: [salesTax] }), subscription(), charged(), 0],
    ["is what Stripe Tax charged last", item(), byStripe, charged([line("si_2", 0), line("si_1", 1_900)]), 19],
    ["is that of the newest invoice", item(), byStripe, charged([line("si_1", 0)], [line("si_1", 1_900)]), 0],
    ["is none if Stripe Tax adds it", item(), byStripe, charged([line("si_1", 952, "exclusive")]), 0],
    ["is none before the first invoice", item(), byStripe, charged(), 0],
    [
      "is none for a customer who is exempt",
      item({ tax_rates: [vat] }),
      subscription(),
      { ...charged(), customer: { tax_exempt: "exempt" } },
      0,
    ],
  ])("%s", (_what, of, taxed, by, percent) => {
    expect(includedTaxPercent(of, taxed, by)).toBeCloseTo(percent);
  });
});
