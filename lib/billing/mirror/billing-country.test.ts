import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { billingCountry } from "./billing-country";

const customerOf = (address: string | null, card: string | null, onCard: string | null = null) =>
  ({
    address: address ? { country: address } : null,
    invoice_settings: {
      default_payment_method: card
        ? { billing_details: { address: onCard ? { country: onCard } : null }, card: { country: card } }
        : null,
    },
  }) as Stripe.Customer;

describe("the country a customer is billed in", () => {
  it.each([
    ["that of the address", customerOf("DE", "US"), "DE"],
    ["that of the card's address without one", customerOf(null, "US", "CA"), "CA"],
    ["that of the card", customerOf(null, "US"), "US"],
    ["unknown otherwise", customerOf(null, null), null],
  ])("is %s", (_name, customer, expected) => {
    expect(billingCountry({ customer })).toBe(expected);
  });

  it("is unknown once the customer is deleted", () => {
    expect(billingCountry({ customer: { id: "cus_1", object: "customer", deleted: true } })).toBeNull();
  });
});
