import type { Page } from "@playwright/test";

export const cards = { pays: "4242424242424242", declines: "4000000000000002" } as const;

/** Fills the hosted checkout page and submits it. */
export async function payByCard(page: Page, number: string): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiry").fill("12 / 34");
  await page.getByLabel("CVC").fill("123");
  await page.getByLabel("Name on card").fill("Greta Lindqvist");
  await page.getByRole("button", { name: "Subscribe" }).click();
}
