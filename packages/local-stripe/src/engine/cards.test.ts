import { expect, test } from "vitest";
import { cardBehavior, namedCards, passesLuhn } from "./cards";

test("every test card passes the Luhn check", () => {
  for (const number of Object.values(namedCards)) expect([number, passesLuhn(number)]).toEqual([number, true]);
});

test.each(["4242424242424241", "1234567890123", "42", ""])("%s is not a card number", (number) => {
  expect(passesLuhn(number)).toBe(false);
});

test("an unknown number behaves like a standard card of its brand", () => {
  expect(cardBehavior("4111111111111111")).toMatchObject({ brand: "visa", charge: "succeeds" });
  expect(cardBehavior("5454545454545454")).toMatchObject({ brand: "mastercard", charge: "succeeds" });
});
