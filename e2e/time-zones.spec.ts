import type { Page } from "@playwright/test";
import { signIn } from "./support/sign-in";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

/** A paying customer of the demo whose plan no other test changes. */
const customer = "ines@brightwater-pumps.example";

const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
/** A day on which something is decided, without its zone. */
const unlabeled = new RegExp(
  `(?:Renews on|Resets|ends on|Changes on|Next charge.{0,40} on) ${month} \\d+(?:, \\d{4})?(?!, \\d{4}| UTC|\\d)`,
);

for (const timezoneId of ["America/Los_Angeles", "Pacific/Auckland"]) {
  test.describe(timezoneId, () => {
    test.use({ timezoneId });
    test("a customer sees in which zone renewals, resets and invoices are", ({ page }) => namesItsZone(page));
  });
}

/** The same days as on Stripe's invoices and in emails, whatever the browser's zone. */
async function namesItsZone(page: Page): Promise<void> {
  await signIn(page, { email: customer, password: stack().signIns.paying.password });
  for (const path of ["/billing", "/usage", "/dashboard"]) {
    await page.goto(path);
    const before = await page.locator("main").textContent();
    expect(before, path).not.toMatch(unlabeled);
    await page.waitForFunction(() => document.readyState === "complete");
    // The script changes none of it, so nothing moves and nothing mismatches.
    expect(await page.locator("main").textContent(), path).not.toMatch(unlabeled);
  }
  await page.goto("/billing");
  await expect(page.getByText(new RegExp(`Renews on ${month} \\d+, \\d{4} UTC`))).toBeVisible();
  await expect(page.getByRole("region", { name: "Next charge" })).toContainText(/\$[\d,.]+ .*on \w{3} \d+, \d{4} UTC/);
  await expect(page.getByRole("columnheader", { name: "Date (UTC)" })).toBeVisible();
}
