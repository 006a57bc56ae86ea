import type { Locator, Page } from "@playwright/test";
import type Stripe from "stripe";
import type { Customer } from "./customer";
import { cents } from "./money";
import { stripe } from "./stripe";
import { expect } from "./test";

/** A customer's billing, as Stripe and the pages agree on it. */
export type Books = {
  /** The current one; undefined when there is none. */
  subscription: Stripe.Subscription | undefined;
  customerId: string;
  /** Newest first, as Stripe has them. */
  invoices: Stripe.Invoice[];
  /** Newest first: "new +$49.00". */
  movements: string[];
};

/**
 * Expects the organization's admin page and the customer's billing page to match Stripe: the status badge, the MRR, which is
 * also the sum of its movements, and every invoice's number, status and amount.
 */
export async function expectEqualBooks({ page, file, organizationId }: Customer): Promise<Books> {
  await Promise.all([file.goto(`/admin/organizations/${organizationId}`), page.goto("/billing")]);
  const customerId = (await fact(file, "Stripe customer").locator("code").textContent()) ?? "";
  const [subscriptions, { data: invoices }] = await Promise.all([
    stripe().subscriptions.list({ customer: customerId, status: "all", limit: 100 }),
    stripe().invoices.list({ customer: customerId, limit: 100 }),
  ]);
  const subscription = subscriptions.data.find(({ ended_at }) => ended_at === null);
  const badge = subscription ? (words[subscription.status] ?? "?") : "Canceled";
  await expect(file.getByRole("main").getByText(badge, { exact: true }).first()).toBeVisible();

  const revenue = subscription ? monthly(subscription) : 0;
  expect(cents((await fact(file, "MRR").textContent()) ?? "")).toBe(revenue);
  const moved = await rows(file.getByRole("table", { name: "Movements" }));
  expect(moved.reduce((sum, [, , , change = ""]) => sum + cents(change), 0)).toBe(revenue);

  const drawn = invoices.map(({ number, status, total }) => `${number} ${status} ${total}`);
  for (const papers of [file, page]) {
    const shown = (await rows(papers.getByRole("table", { name: "Invoices" }))).map(
      ([number, , status = "", total = ""]) => `${number} ${status.toLowerCase()} ${cents(total)}`,
    );
    expect(shown, papers.url()).toEqual(drawn.slice(0, Math.max(shown.length, shortestList)));
  }
  return { subscription, customerId, invoices, movements: moved.map(([, kind, , change]) => `${kind} ${change}`) };
}

/** A page may show only the newest invoices, but at least this many. */
const shortestList = 10;

/** The admin page's labels of Stripe's statuses. */
const words: Readonly<Record<string, string>> = { active: "Active", past_due: "Past due" };

/** The MRR of a subscription without discounts, in cents. */
const monthly = ({ items }: Stripe.Subscription): number =>
  Math.round(
    items.data.reduce((sum, { price, quantity = 1 }) => {
      const amount = (price.unit_amount ?? 0) * quantity;
      return sum + (price.recurring?.interval === "year" ? amount / 12 : amount);
    }, 0),
  );

const fact = (page: Page, name: string): Locator =>
  page
    .locator("dl > div")
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator("dd")
    .first();

/** The cells of a table's body. */
const rows = async (table: Locator): Promise<string[][]> =>
  table
    .locator("tbody tr")
    .evaluateAll((found) =>
      found.map((row) =>
        [...row.querySelectorAll("td")].map(({ firstChild, textContent }) =>
          (firstChild?.textContent ?? textContent ?? "").trim(),
        ),
      ),
    );

/** The end of the paid period, in seconds. */
export const periodEnd = ({ subscription }: Books): number => subscription?.items.data[0]?.current_period_end ?? 0;
