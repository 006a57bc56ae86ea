import { expect, test } from "vitest";
import { addressLines, sellerOptions } from "./seller";

test("an address is written on the lines of an envelope", () => {
  expect(addressLines("410 Foundry Street, Suite 300, Grand Rapids, MI 49503, United States")).toEqual([
    "410 Foundry Street, Suite 300",
    "Grand Rapids, MI 49503",
  ]);
});

test("invoices name the product's company and have its color; an unknown product keeps the defaults", () => {
  const options = sellerOptions("origin");
  expect(options).toContain("Origin");
  expect(options.at(-1)).toMatch(/^#[0-9a-f]{6}$/);
  expect(sellerOptions("no-such-product")).toEqual([]);
});
