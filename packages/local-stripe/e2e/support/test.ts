import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test as base, type ConsoleMessage, expect } from "@playwright/test";
import Stripe from "stripe";
import { type LocalStripe, startLocalStripe } from "../../src/index";

export interface Shop {
  local: LocalStripe;
  /** The shop that customers return to. It answers every URL with a page. */
  site: string;
  stripe: Stripe;
  customer: Stripe.Customer;
  product: Stripe.Product;
  /** $50 a month. */
  price: Stripe.Price;
}

/** A server with a customer and a price for each test. Errors on the browser's console fail the test. */
export const test = base.extend<{ shop: Shop }>({
  // Playwright insists on a destructured first parameter.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  shop: async ({}, use) => {
    const local = await startLocalStripe({ settings: { business: "Example Works", seed: "pages" } });
    const site = await openSite();
    await use({ local, site: site.origin, ...(await createCatalog(local)) });
    site.close();
    await local.close();
  },
  context: async ({ context }, use) => {
    const consoleErrors: string[] = [];
    context.on("console", (message: ConsoleMessage) => {
      // Pages use fitting status codes: 402 for a decline, 422 for an invalid form, 404 or 410 for what doesn't exist.
      const expected = /status of (402|404|410|422)/.test(message.text());
      if (message.type() === "error" && !expected) consoleErrors.push(`${message.page()?.url()}: ${message.text()}`);
    });
    context.on("weberror", (error) => consoleErrors.push(String(error.error())));
    await use(context);
    expect(consoleErrors, "errors on the browser's console").toEqual([]);
  },
});

async function openSite(): Promise<{ origin: string; close(): void }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end('<!doctype html><title>Shop</title><link rel="icon" href="data:,"><h1>Back in the shop</h1>');
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function createCatalog(local: LocalStripe): Promise<Omit<Shop, "local" | "site">> {
  const stripe = new Stripe("sk_test_pages", { host: "127.0.0.1", port: local.port, protocol: "http" });
  const product = await stripe.products.create({ name: "Professional" });
  const recurring = { interval: "month" } as const;
  const price = await stripe.prices.create({ currency: "usd", product: product.id, unit_amount: 5000, recurring });
  const customer = await stripe.customers.create({ email: "ada@example.com", name: "Ada Lovelace" });
  return { stripe, product, price, customer };
}

/** Gives the customer a working card. */
export async function giveCard({ stripe, customer }: Shop, name = "pm_card_visa"): Promise<Stripe.PaymentMethod> {
  const card = await stripe.paymentMethods.attach(name, { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
  return card;
}

export { expect };
