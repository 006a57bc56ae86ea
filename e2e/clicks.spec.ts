import type { Locator, Page } from "@playwright/test";
import { currentPrice, findAddOn, findPlan } from "@/lib/catalog/lookup";
import { formatMoney } from "@/lib/money";
import { catalog } from "@/products/unison/catalog";
import { buy, newCustomer } from "./support/customer";
import { sessionOf } from "./support/sessions";
import { signedUp } from "./support/sign-up";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

/** Five things people come for, counted in clicks. Typing into a field counts as the click that opens it. */

/** Counts clicks. */
class Hand {
  clicks = 0;
  constructor(readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.click(target);
    await target.fill(text);
  }
}

const inMenu = (page: Page, name: string) =>
  page.getByRole("navigation").getByRole("link", { name, exact: true }).first();

test("a customer finds what they pay next and why in 1 click, and adds three seats in 4", async ({ browser }) => {
  test.setTimeout(240_000);
  const platform = await browser.newContext({ baseURL: stack().url, storageState: sessionOf("platformAdmin") });
  const customer = await newCustomer(browser, platform, "starter");
  const { page } = customer;
  await buy(customer, "Starter");

  await test.step("what do I pay next, and why?", async () => {
    await page.goto("/dashboard");
    const hand = new Hand(page);
    await hand.click(inMenu(page, "Billing"));
    await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
    const price = currentPrice(catalog, findPlan(catalog, "starter"), "month")?.unitAmount ?? 0;
    const amount = formatMoney({ amount: price, currency: "usd" });
    await expect(page.getByText(amount, { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Starter");
    expect(hand.clicks).toBe(1);
  });

  await test.step("add three seats", async () => {
    await page.goto("/dashboard");
    const hand = new Hand(page);
    await hand.click(inMenu(page, "Billing"));
    await hand.type(page.getByRole("spinbutton", { name: "Extra user" }), "3");
    await hand.click(page.getByRole("button", { name: "Review change" }));
    const dialog = page.getByRole("dialog", { name: "Change add-ons" });
    await hand.click(dialog.getByRole("button", { name: /^Pay/ }));
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await page.goto("/team");
    await expect(page.getByText(/of 6/).first()).toBeVisible();
    expect(hand.clicks).toBe(4);
  });
  await platform.close();
  await page.context().close();
});

test.describe("a platform admin", () => {
  test.use({ signedInAs: "platformAdmin" });

  test("sees who is over a limit in 2 clicks", async ({ page, browser }) => {
    const { context, company, organizationId } = await signedUp(browser, "starter");
    const tracked = await context.request.post("/api/v1/usage/track", {
      headers: { Authorization: `Bearer ${stack().platformKey}` },
      data: {
        organization: organizationId,
        meter: "work_orders",
        amount: findPlan(catalog, "starter").limits.work_orders,
        idempotencyKey: crypto.randomUUID(),
      },
    });
    expect(tracked.status()).toBe(200);
    await context.close();
    await page.goto("/admin");
    const hand = new Hand(page);
    await hand.click(inMenu(page, "Organizations"));
    await hand.click(page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "At a limit" }));
    await expect(page).toHaveURL(/flag=over_limit/);
    const row = page.getByRole("table", { name: "Organizations" }).getByRole("row", { name: company });
    await expect(row.getByText("At limit").filter({ visible: true })).toBeVisible();
    expect(hand.clicks).toBe(2);
  });

  test("extends a trial in 5 clicks", async ({ page }) => {
    await page.goto("/admin");
    const signIns = Object.values(stack().signIns).map(({ organizationId }) => organizationId);
    const ending = page.getByRole("list", { name: "Trials ending by day" }).locator('a[href^="/admin/organizations/"]');
    const addresses = await ending.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    const address = addresses.find((each) => !signIns.some((id) => id && each.endsWith(id)));
    const hand = new Hand(page);
    await hand.click(page.locator(`a[href="${address}"]`).first());
    await hand.click(page.getByRole("button", { name: "Actions" }));
    await hand.click(page.getByRole("menuitem", { name: "Extend trial…" }));
    const dialog = page.getByRole("dialog");
    await hand.type(dialog.getByLabel("Reason"), "They asked for another week");
    await hand.click(dialog.getByRole("button", { name: "Extend trial" }));
    await expect(page.getByText(/trial was extended to/)).toBeVisible();
    expect(hand.clicks).toBe(5);
  });
});

test("a visitor finds the price for 40 users and 3 plants in 3 clicks", async ({ page }) => {
  await page.goto("/");
  const hand = new Hand(page);
  await hand.click(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Pricing" }));
  await hand.type(page.getByRole("textbox", { name: "Users, as a number" }), "40");
  await hand.type(page.getByRole("textbox", { name: "Plants, as a number" }), "3");
  const professional = findPlan(catalog, "professional");
  const seats = 40 - Number(professional.limits.users);
  const plan = currentPrice(catalog, professional, "month")?.unitAmount ?? 0;
  const seat = currentPrice(catalog, findAddOn(catalog, "extra_user"), "month")?.unitAmount ?? 0;
  const total = formatMoney({ amount: plan + seats * seat, currency: "usd" });
  await expect(page.getByRole("row", { name: /^Monthly total/ })).toContainText(total);
  expect(hand.clicks).toBe(3);
});
