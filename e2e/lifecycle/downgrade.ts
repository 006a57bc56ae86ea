import type { Page } from "@playwright/test";
import { expectEqualBooks } from "../support/books";
import { buy, type Customer } from "../support/customer";
import { amountOf } from "../support/dialog";
import { cents } from "../support/money";
import { expect } from "../support/test";

/** A downgrade that is scheduled, undone, scheduled again, and takes effect on its date. */

export const begins = (customer: Customer) => buy(customer, "Professional");

/** @returns the amount of the next invoice, as the dialog shows it. */
export async function isScheduledTwice(customer: Customer): Promise<string> {
  const { page } = customer;
  await page.goto("/billing");
  await schedule(page);
  await page.getByRole("button", { name: "Undo change" }).click();
  await expect(page.getByText(/^Renews on/)).toBeVisible();
  const next = await schedule(page);
  const { movements, invoices } = await expectEqualBooks(customer);
  expect([movements, invoices.length]).toEqual([["new +$199.00"], 1]);
  return next;
}

async function schedule(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Change plan" }).click();
  const dialog = page.getByRole("dialog", { name: "Change plan" });
  await dialog.getByRole("radio", { name: /^Starter/ }).click();
  await expect(dialog.getByText("You'll lose")).toBeVisible();
  const next = await amountOf(dialog, /^Next invoice/);
  await dialog.getByRole("button", { name: /^Change on/ }).click();
  await expect(page.getByText(/^Changes to Starter on/)).toBeVisible();
  return next;
}

export async function hasTakenEffect(customer: Customer, previewed: string): Promise<void> {
  const { movements, invoices, subscription } = await expectEqualBooks(customer);
  await expect(customer.page.getByRole("main").getByText("$49.00/mo")).toBeVisible();
  await expect(customer.page.getByText(/^Renews on/)).toBeVisible();
  expect(movements).toEqual(["contraction −$150.00", "new +$199.00"]);
  expect(invoices.map(({ total }) => total)).toEqual([cents(previewed), 19_900]);
  expect(cents(previewed)).toBe(4_900);
  expect(subscription?.items.data.map(({ price }) => price.lookup_key)).toEqual(["unison_starter_month_usd_v1"]);
}
