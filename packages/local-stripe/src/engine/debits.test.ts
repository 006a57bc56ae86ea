import { expect, test } from "vitest";
import { debitBehavior, namedDebits, validIban } from "./debits";

test("every documented test IBAN is valid, and a wrong digit is noticed", () => {
  for (const iban of [...Object.values(namedDebits), "IT60X0542811101000000123456", "FR1420041010050500013M02606"])
    expect([iban, validIban(iban)]).toEqual([iban, true]);
  expect(validIban("DE89370400440532013001")).toBe(false);
  expect(validIban("4242424242424242")).toBe(false);
});

test("debits are delayed or fail as documented", () => {
  expect(debitBehavior("AT321904300235473204")).toEqual({ failure: null, delay: 180 });
  expect(debitBehavior("AT861904300235473202").failure?.code).toBe("payment_method_provider_decline");
  expect(debitBehavior("GB33BUKB20201555555555").failure).toBeNull();
});
