import { expect, test } from "vitest";
import { taxesOn } from "./tax";

const vat = { id: "vat", percentage: 19, inclusive: true };
const sales = { id: "sales", percentage: 8.875, inclusive: false };
const city = { id: "city", percentage: 2, inclusive: false };

test.each([
  [11900, [vat], [1900], 10000],
  [10000, [vat], [1597], 8403],
  [10000, [sales], [888], 10000],
  [10000, [sales, city], [888, 200], 10000],
  [-5000, [sales], [-444], -5000],
  [0, [sales, vat], [0, 0], 0],
  [12100, [vat, { id: "b", percentage: 2, inclusive: true }], [1900, 200], 10000],
])("%i at %o gives %o on %i", (amount, rates, amounts, taxable) => {
  const taxes = taxesOn(amount, rates);
  expect(taxes.map((tax) => tax.amount)).toEqual(amounts);
  for (const tax of taxes) expect(tax.taxable).toBe(taxable);
});

test("inclusive tax and taxable amount add up to the amount", () => {
  for (let amount = -2000; amount <= 2000; amount += 7) {
    for (const percentage of [0, 2.5, 7, 19, 20.6, 100]) {
      const [tax] = taxesOn(amount, [{ id: "t", percentage, inclusive: true }]);
      expect((tax?.amount ?? 0) + (tax?.taxable ?? 0)).toBe(amount);
    }
  }
});
