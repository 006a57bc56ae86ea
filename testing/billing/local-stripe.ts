import { afterAll, beforeAll } from "vitest";
import { day, second } from "@/lib/durations";
import { openLocalStripe } from "./stripe-host";

/**
 * A local Stripe for this test file alone. Import it before anything that reads the environment, because it sets Stripe's
 * port there.
 */
const local = await openLocalStripe();
export const stripeOrigin = local.origin;
process.env.LOCAL_STRIPE_PORT = new URL(stripeOrigin).port;

beforeAll(async () => {
  const { syncCatalog } = await import("@/lib/billing/publish/sync-catalog");
  await syncCatalog();
});

afterAll(() => local.close());

export const cards = { good: "4242 4242 4242 4242", declined: "4000 0000 0000 0002" };

/** Submits the checkout page. @returns the URL it redirects to; undefined when the payment fails. */
export async function payOn(checkoutUrl: string, number = cards.good): Promise<string | undefined> {
  const body = new URLSearchParams({ number, expiry: "12 / 40", cvc: "123", name: "Test Person" });
  const response = await fetch(checkoutUrl, { method: "POST", body, redirect: "manual" });
  return response.headers.get("location") ?? undefined;
}

/** Advances Stripe's clock, which runs what becomes due on the way. @returns the new time. */
export async function advanceStripe(days: number): Promise<Date> {
  const response = await fetch(`${stripeOrigin}/_local/clock/advance`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ seconds: Math.round((days * day) / second) }),
  });
  const { now } = (await response.json()) as { now: number };
  return new Date(now * 1000);
}

/** Pays an open invoice on its page. */
export async function payInvoice(hostedUrl: string, number = cards.good): Promise<void> {
  const body = new URLSearchParams({ number, expiry: "12 / 40", cvc: "123", name: "Test Person" });
  await fetch(`${hostedUrl}/pay`, { method: "POST", body, redirect: "manual" });
}
