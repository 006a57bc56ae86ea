import { expectEqualBooks, periodEnd } from "../support/books";
import { buy, type Customer } from "../support/customer";
import { expect } from "../support/test";

/** A yearly plan and its renewal. */

export async function begins(customer: Customer): Promise<number> {
  await buy(customer, "Professional", "Annual");
  const books = await expectEqualBooks(customer);
  expect(books.movements).toEqual(["new +$179.10"]);
  expect(books.invoices.map(({ total }) => total)).toEqual([214_920]);
  return periodEnd(books);
}

export async function isRenewed(customer: Customer, before: number): Promise<void> {
  const books = await expectEqualBooks(customer);
  expect(books.invoices.map(({ total, status }) => [total, status])).toEqual([
    [214_920, "paid"],
    [214_920, "paid"],
  ]);
  expect(books.movements).toEqual(["new +$179.10"]);
  const [from, to] = [before, periodEnd(books)].map((seconds) => new Date(seconds * 1000));
  expect(to?.getUTCFullYear()).toBe((from?.getUTCFullYear() ?? 0) + 1);
  await expect(customer.page.getByText(`Renews on ${day.format(to)} UTC.`)).toBeVisible();
  await expect(customer.page.getByRole("main").getByText("$2,149.20/yr")).toBeVisible();
}

const day = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
