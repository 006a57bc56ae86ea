import type { Browser, BrowserContext, Page } from "@playwright/test";
import { cards, payByCard } from "./card";
import { signUp } from "./sign-up";
import { stack } from "./stack";
import { expect, hearErrors } from "./test";

/** A company's owner, at a browser of their own. */
export type Customer = {
  page: Page;
  /** Where the platform's owner looks at them. */
  file: Page;
  company: string;
  email: string;
  organizationId: string;
  /** What their browser complained of. */
  errors: readonly string[];
};

/**
 * A new company on trial of `plan`, at its dashboard.
 *
 * @param platform where a platform admin is signed in.
 */
export async function newCustomer(browser: Browser, platform: BrowserContext, plan: string): Promise<Customer> {
  const context = await browser.newContext({ baseURL: stack().url });
  const errors = hearErrors(context);
  const page = await context.newPage();
  const { company, email } = await signUp(page, plan);
  const { organization } = await (await page.request.get("/api/v1/usage/current")).json();
  const file = await platform.newPage();
  return { page, file, company, email, organizationId: organization, errors };
}

/** Chooses a plan on the billing page, pays for it on Stripe's, and is back with it. */
export async function buy({ page }: Customer, plan: string, interval: "Monthly" | "Yearly" = "Monthly"): Promise<void> {
  await page.goto("/billing");
  await page.getByRole("group", { name: "Billing interval" }).getByText(interval).click();
  await page.getByRole("button", { name: `Choose ${plan}` }).click();
  await payByCard(page, cards.pays);
  await expect(page.getByText(`Welcome to ${plan}!`)).toBeVisible();
}
