import type { Page } from "@playwright/test";

export const cards = {
  pays: "4242424242424242",
  declines: "4000000000000002",
  /** Can be saved, but every charge is declined. */
  declinesLater: "4000000000000341",
} as const;

/** Fills the card form on Stripe's page and submits it with the button `submit`. */
export async function payByCard(page: Page, number: string, submit = "Subscribe"): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiration date").fill("12 / 34");
  await page.getByLabel("CVC").fill("123");
  await page.getByLabel("Name on card").fill("Greta Lindqvist");
  await page.getByRole("button", { name: submit, exact: true }).click();
}
