import { randomInt } from "node:crypto";
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { linkInMail } from "./mailbox";
import { organizationOf } from "./organization";
import { stack } from "./stack";

export type SignedUp = { company: string; email: string; password: string };

/**
 * A new company's owner, signed in to a context of their own. For tests of something else than signing up: the forms are
 * submitted without script, which takes a fraction of the processor time.
 */
export async function signedUp(
  browser: Browser,
  plan: string,
): Promise<SignedUp & { organizationId: string; context: BrowserContext }> {
  // A test's own session would be taken over.
  const storageState = { cookies: [], origins: [] };
  const withoutScript = await browser.newContext({ baseURL: stack().url, javaScriptEnabled: false, storageState });
  const page = await withoutScript.newPage();
  const made = await signUp(page, plan);
  const organizationId = await organizationOf(page);
  const session = await withoutScript.storageState();
  await withoutScript.close();
  const context = await browser.newContext({ baseURL: stack().url, storageState: session });
  return { ...made, organizationId, context };
}

/** Signs up a new company on a trial of `plan`, verifies the email and completes onboarding. Ends on the dashboard. */
export async function signUp(page: Page, plan: string): Promise<SignedUp> {
  const made = await register(page, plan);
  await describeCompany(page);
  await addFirstPlant(page);
  return made;
}

/** Like `signUp`, but ends on the first onboarding step. */
export async function register(page: Page, plan: string): Promise<SignedUp> {
  const company = `Okafor Castings ${crypto.randomUUID().slice(0, 8)}`;
  const email = `ada@${company.toLowerCase().replaceAll(" ", "-")}.example`;
  const password = "correct horse battery staple";
  // Each company from an address of its own, because sign-ups are limited by address.
  await page.setExtraHTTPHeaders({ "x-forwarded-for": `10.${[1, 2, 3].map(() => randomInt(256)).join(".")}` });
  await page.goto(`/sign-up?plan=${plan}`);
  await page.getByLabel("Company").fill(company);
  await page.getByLabel("Work email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Start free trial" }).click();
  await expect(page.getByRole("heading", { name: "Check your inbox" })).toBeVisible();
  await page.setExtraHTTPHeaders({});
  await page.goto(await linkInMail(email, /verify/i, /http[^"\s]+\/verify\?token=[\w-]+/));
  await page.getByRole("button", { name: "Verify email" }).click();
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/onboarding/);
  return { company, email, password };
}

/** Onboarding's first step. */
export async function describeCompany(page: Page): Promise<void> {
  await page.getByLabel("Industry").selectOption("machining");
  await page.getByLabel("Company size").selectOption("1-50");
  await page.getByLabel("Primary use case").selectOption("production");
  await page.getByRole("radio", { name: "FIFO" }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Plant name")).toBeVisible();
}

/** Onboarding's second step. */
export async function addFirstPlant(page: Page, { invite }: { invite?: string } = {}): Promise<void> {
  await page.getByLabel("Plant name").fill("Main hall");
  await page.getByLabel("Add sample data").uncheck();
  if (invite) await page.getByLabel(/teammate/i).fill(invite);
  await page.getByRole("button", { name: "Go to dashboard" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
}
