import type { Page } from "@playwright/test";
import { expectEqualBooks } from "../support/books";
import { buy, type Customer } from "../support/customer";
import { amountOf } from "../support/dialog";
import { lookAt } from "../support/look";
import { cents } from "../support/money";
import { expect } from "../support/test";

/** An upgrade in the middle of a month, two extra seats, and one of them removed. */

export const begins = (customer: Customer) => buy(customer, "Starter");

/** @returns the next invoice's amount as the last dialog shows it. */
export async function growsAndShrinks(customer: Customer): Promise<string> {
  await isUpgraded(customer);
  await addsSeats(customer);
  return removesASeat(customer);
}

/** The invoice matches what the dialog shows as due today, to the cent. */
async function isUpgraded(customer: Customer): Promise<void> {
  const { page } = customer;
  await page.goto("/billing");
  await page.getByRole("button", { name: "Change plan" }).click();
  const dialog = page.getByRole("dialog", { name: "Change plan" });
  await dialog.getByRole("radio", { name: /^Professional/ }).click();
  await expect(dialog.getByText("Due today")).toBeVisible();
  const due = await amountOf(dialog, "Due today");
  await dialog.getByRole("button", { name: `Pay ${due} and change now` }).click();
  await expect(dialog).toBeHidden();
  const { invoices, movements, subscription } = await expectEqualBooks(customer);
  expect(cents(due)).toBeLessThan(15_000);
  expect(invoices.map(({ total }) => total)).toEqual([cents(due), 4_900]);
  expect(movements).toEqual(["expansion +$150.00", "new +$49.00"]);
  expect(subscription?.items.data.map(({ price }) => price.lookup_key)).toEqual(["unison_professional_month_usd_v1"]);
}

async function addsSeats(customer: Customer): Promise<void> {
  const { page } = customer;
  const more = page.getByRole("button", { name: "Add one extra user" });
  await more.click();
  await more.click();
  const due = await review(page, "Due today", /^Pay/);
  const { invoices, movements } = await expectEqualBooks(customer);
  expect(invoices[0]?.total).toBe(cents(due));
  expect(movements[0]).toBe("expansion +$10.00");
}

async function removesASeat(customer: Customer): Promise<string> {
  const { page } = customer;
  await page.getByRole("button", { name: "Remove one extra user" }).click();
  const next = await review(page, /^Next invoice/, /^Change on/);
  await expect(page.getByText(/^Your add-ons change to 1 × Extra user on/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Review change" })).toHaveCount(0);
  await lookAt(page, "add-ons-scheduled");
  const { invoices, movements } = await expectEqualBooks(customer);
  expect([invoices.length, movements.length]).toEqual([3, 3]);
  return next;
}

async function review(page: Page, term: string | RegExp, confirm: RegExp): Promise<string> {
  await page.getByRole("button", { name: "Review change" }).click();
  const dialog = page.getByRole("dialog", { name: "Change add-ons" });
  await expect(dialog.getByText(term)).toBeVisible();
  const amount = await amountOf(dialog, term);
  await dialog.getByRole("button", { name: confirm }).click();
  await expect(dialog).toBeHidden();
  return amount;
}

export async function isRenewed(customer: Customer, previewed: string): Promise<void> {
  const { invoices, movements, subscription } = await expectEqualBooks(customer);
  expect(invoices[0]).toMatchObject({ total: cents(previewed), status: "paid", billing_reason: "subscription_cycle" });
  expect(cents(previewed)).toBe(20_400);
  expect(movements[0]).toBe("contraction −$5.00");
  expect(subscription?.items.data.map(({ quantity }) => quantity)).toEqual([1, 1]);
  await expect(customer.page.getByText("Extra user × 1")).toBeVisible();
  await expect(customer.page.getByText(/^Renews on/)).toBeVisible();
}
