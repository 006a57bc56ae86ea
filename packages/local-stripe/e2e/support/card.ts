import type { Page } from "@playwright/test";

/** Types a card like a customer; the page groups the digits. */
export async function typeCard(page: Page, number: string, expiry = "1234", cvc = "123"): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiration date").fill(expiry);
  await page.getByLabel("CVC").fill(cvc);
  await page.getByLabel("Name on card").fill("Ada Lovelace");
}

/** Stripe's declining test cards and their messages. */
export const declines = [
  ["4000000000000002", "Your card was declined."],
  ["4000000000009995", "Your card has insufficient funds."],
  ["4000000000009987", "Your card was declined."],
  ["4000000000009979", "Your card was declined."],
  ["4000000000000069", "Your card has expired."],
  ["4000000000000127", "Your card's security code is incorrect."],
  ["4000000000000119", "An error occurred while processing your card. Try again in a little bit."],
  ["4242424242424241", "Your card number is incorrect."],
] as const;
