import type { Browser, BrowserContext, Page } from "@playwright/test";
import { cards, payByCard } from "./card";
import { signedUp } from "./sign-up";
import { collectErrors, expect } from "./test";

/** A company's owner in their own browser context. */
export type Customer = {
  page: Page;
  /** The organization's page in the admin's browser context. */
  file: Page;
  company: string;
  email: string;
  organizationId: string;
  /** Errors on their browser's console. */
  errors: readonly string[];
};

/**
 * Signs up a new company on a trial of `plan`. Its page is blank.
 *
 * @param platform the context a platform admin is signed in to.
 */
export async function newCustomer(browser: Browser, platform: BrowserContext, plan: string): Promise<Customer> {
  const { context, company, email, organizationId } = await signedUp(browser, plan);
  const errors = collectErrors(context);
  return { page: await context.newPage(), file: await platform.newPage(), company, email, organizationId, errors };
}

/** Chooses a plan on the billing page, pays for it on Stripe's page, and returns. */
export async function buy({ page }: Customer, plan: string, interval: "Monthly" | "Annual" = "Monthly"): Promise<void> {
  await page.goto("/billing");
  await page.getByRole("group", { name: "Billing interval" }).getByText(interval).click();
  await page.getByRole("button", { name: `Choose ${plan}` }).click();
  await payByCard(page, cards.pays);
  // Several customers buy at once, and each return from Stripe waits for a sync.
  await expect(page.getByText(`Welcome to ${plan}!`)).toBeVisible({ timeout: 30_000 });
}
