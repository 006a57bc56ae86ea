import type { Browser, BrowserContext, Page } from "@playwright/test";
import { cards, payByCard } from "./card";
import { organizationOf } from "./organization";
import { signUp } from "./sign-up";
import { stack } from "./stack";
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
 * Signs up a new company on a trial of `plan` and opens its dashboard.
 *
 * @param platform the context a platform admin is signed in to.
 */
export async function newCustomer(browser: Browser, platform: BrowserContext, plan: string): Promise<Customer> {
  const context = await browser.newContext({ baseURL: stack().url });
  const errors = collectErrors(context);
  const page = await context.newPage();
  const { company, email } = await signUp(page, plan);
  const file = await platform.newPage();
  return { page, file, company, email, organizationId: await organizationOf(page), errors };
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
