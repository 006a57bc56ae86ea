import type { Page } from "@playwright/test";
import { expectBanner, expectNoBanner } from "../support/banner";
import { expectEqualBooks } from "../support/books";
import { cards, payByCard } from "../support/card";
import { buy, type Customer } from "../support/customer";
import { lookAt } from "../support/look";
import { expectMails } from "../support/mailbox";
import { expect } from "../support/test";

/** A card that is declined three times at renewal, and its replacement. */

const failedMail = /payment of \$199\.00 failed/;

export async function begins(customer: Customer): Promise<void> {
  await buy(customer, "Professional");
  await replaceCard(customer.page, cards.declinesLater);
}

async function replaceCard(page: Page, number: string): Promise<void> {
  await page.goto("/billing/payment-method");
  await page.getByRole("button", { name: "Update card" }).click();
  await payByCard(page, number, "Add");
  await expect(page).toHaveURL(/\/billing$/);
}

export async function hasFailedOnce(customer: Customer): Promise<void> {
  await expectBanner(customer.page, "red", "Your $199.00 payment failed. Your bank declined your card. We'll retry on");
  await lookAt(customer.page, "past-due-dashboard");
  await expectMails(customer.email, failedMail, [/^Your/]);
  const { subscription, invoices } = await expectEqualBooks(customer);
  await lookAt(customer.page, "past-due-billing");
  expect(subscription?.status).toBe("past_due");
  expect(invoices[0]).toMatchObject({ status: "open", attempt_count: 1, amount_remaining: 19_900 });
}

export async function hasFailedThrice(customer: Customer): Promise<void> {
  await expectBanner(customer.page, "red", "Your account is read-only until you pay.");
  await expectMails(customer.email, failedMail, [/^Your/, /^Your/, /read-only/]);
  const { invoices, movements } = await expectEqualBooks(customer);
  expect(invoices[0]?.attempt_count).toBe(3);
  expect(movements).toEqual(["new +$199.00"]);
}

export async function isPaid(customer: Customer): Promise<void> {
  await customer.page.goto("/billing/payment-method");
  await lookAt(customer.page, "payment-method-unpaid");
  await replaceCard(customer.page, cards.pays);
  await expect(customer.page.getByText(/^Renews on/)).toBeVisible();
  await expectNoBanner(customer.page);
  const { subscription, invoices, movements } = await expectEqualBooks(customer);
  expect(subscription?.status).toBe("active");
  expect(invoices.map(({ status }) => status)).toEqual(["paid", "paid"]);
  expect(movements).toEqual(["new +$199.00"]);
}
