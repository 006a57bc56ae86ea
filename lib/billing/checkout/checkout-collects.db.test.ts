import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { stripe } from "../stripe/stripe";
import { checkoutCollects } from "./checkout-collects";

const address = { customer_update: { address: "auto" } };
const tax = { automatic_tax: { enabled: true }, tax_id_collection: { enabled: true } };

describe("the checkout page collects", () => {
  it.each([
    ["only the card", { collectTax: false, collectAddress: false }, {}],
    [
      "the address",
      { collectTax: false, collectAddress: true },
      { billing_address_collection: "required", ...address },
    ],
    [
      "what tax needs",
      { collectTax: true, collectAddress: false },
      { ...tax, customer_update: { address: "auto", name: "auto" } },
    ],
    [
      "both",
      { collectTax: true, collectAddress: true },
      { billing_address_collection: "required", ...tax, customer_update: { address: "auto", name: "auto" } },
    ],
  ] as const)("%s, as the catalog says, and Stripe accepts it", async (_, switches, expected) => {
    const collects = checkoutCollects(switches);
    expect(collects).toEqual(expected);
    const { id: customer } = await stripe().customers.create({});
    const { data } = await stripe().prices.list({ limit: 1, type: "recurring", recurring: { usage_type: "licensed" } });
    const session = await stripe().checkout.sessions.create({
      mode: "subscription",
      customer,
      line_items: [{ price: data[0]?.id ?? "", quantity: 1 }],
      success_url: "http://localhost:3000/billing",
      ...collects,
    });
    expect(session.billing_address_collection).toBe(switches.collectAddress ? "required" : null);
    expect(session.automatic_tax.enabled).toBe(switches.collectTax);
    const page = await (await fetch(session.url ?? "")).text();
    expect(page.includes("Postal code") || page.includes("address"), "address fields").toBe(
      switches.collectAddress || switches.collectTax,
    );
  });
});
