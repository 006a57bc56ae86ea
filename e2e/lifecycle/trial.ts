import type { Page } from "@playwright/test";
import { addPlant } from "../support/add-plant";
import { expectBanner, expectNoBanner } from "../support/banner";
import { expectEqualBooks } from "../support/books";
import { buy, type Customer } from "../support/customer";
import { lookAt } from "../support/look";
import { expectMails } from "../support/mailbox";
import { expect } from "../support/test";

/** A trial that runs out, a purchase afterward, a cancellation, and a return. */

const trialMail = /trial (ends|has ended)/;
const reminders = ["in 7 days", "in 3 days", "tomorrow"].map((when) => new RegExp(`trial ends ${when}`));

export const begins = ({ page }: Customer) => expectBanner(page, "blue", "14 days left in your Professional trial");

export async function nearsItsEnd({ page, email }: Customer): Promise<void> {
  await expectBanner(page, "yellow", "6 days left in your Professional trial");
  await expectMails(email, trialMail, reminders.slice(0, 1));
  await lookAt(page, "banner-yellow");
}

export async function isAtItsEnd({ page, email }: Customer): Promise<void> {
  await expectBanner(page, "red", "2 days left in your Professional trial");
  await expectMails(email, trialMail, reminders.slice(0, 2));
  await lookAt(page, "banner-red");
}

/** Everything can be viewed and exported, nothing can be created, and the page offers to choose a plan. */
export async function isOver({ page, email }: Customer): Promise<void> {
  await expectBanner(page, "red", "Your trial has ended. You can still view and export everything.");
  await lookAt(page, "read-only-dashboard");
  await expectMails(email, trialMail, [...reminders, /trial has ended/]);
  await expectReadOnly(page);
  await page.getByRole("region", { name: "Your plan" }).getByRole("link", { name: "Choose a plan" }).click();
  await expect(page.getByText("Trial ended").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Choose your plan" })).toBeVisible();
  await lookAt(page, "upgrade-page");
}

async function expectReadOnly(page: Page): Promise<void> {
  await page.goto("/plants");
  await expect(page.getByRole("link", { name: "Main hall" })).toBeVisible();
  const add = page.getByRole("button", { name: "Add plant" }).first();
  await expect(add).toBeDisabled();
  await add.focus();
  await page.keyboard.press("Enter");
  const why = page.getByRole("dialog", { name: "Why this is disabled" });
  await expect(why.getByRole("link", { name: "Choose a plan" })).toHaveAttribute("href", "/billing#plans");
  await page.goto("/settings");
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download everything" }).click();
  expect((await coming).suggestedFilename()).toMatch(/\.zip$/);
}

export async function isBought(customer: Customer): Promise<void> {
  await buy(customer, "Professional");
  await expectNoBanner(customer.page);
  await addPlant(customer.page, "Annex");
  await expect(customer.page.getByRole("link", { name: "Annex" })).toBeVisible();
  const { movements, invoices } = await expectEqualBooks(customer);
  expect(movements).toEqual(["new +$199.00"]);
  expect(invoices.map(({ total }) => total)).toEqual([19_900]);
}

export async function isCanceled({ page, email }: Customer): Promise<void> {
  await page.goto("/billing");
  await page.getByRole("button", { name: "Cancel plan" }).click();
  await page.getByRole("radio", { name: "Don't use it enough" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("dialog", { name: /^Stay and get 30% off/ })).toBeVisible();
  await page.getByRole("button", { name: "Cancel anyway" }).click();
  await expect(page.getByRole("button", { name: "Resume plan" })).toBeVisible();
  await expectBanner(page, "yellow", /^Your Professional plan ends on/);
  await expectMails(email, /plan ends on/, [/plan ends on/]);
}

export async function hasEnded(customer: Customer): Promise<string> {
  await expectBanner(customer.page, "red", "Your subscription has ended.");
  await expectReadOnly(customer.page);
  await expectMails(customer.email, /subscription has ended/, [/subscription has ended/]);
  const { subscription, movements, customerId } = await expectEqualBooks(customer);
  await lookAt(customer.page, "ended-billing");
  expect(subscription).toBeUndefined();
  expect(movements).toEqual(["churn −$199.00", "new +$199.00"]);
  return customerId;
}

/** The same customer in Stripe, who pays at once: a company gets one trial. */
export async function isBack(customer: Customer, before: string): Promise<void> {
  await customer.page.goto("/billing");
  await expect(customer.page.getByText("Your last plan")).toBeVisible();
  await buy(customer, "Professional");
  await expectNoBanner(customer.page);
  const { subscription, movements, invoices, customerId } = await expectEqualBooks(customer);
  expect(customerId).toBe(before);
  expect(subscription).toMatchObject({ status: "active", trial_end: null });
  expect(invoices.map(({ total }) => total)).toEqual([19_900, 19_900]);
  expect(movements).toEqual(["reactivation +$199.00", "churn −$199.00", "new +$199.00"]);
}
