import type { Page } from "@playwright/test";
import { organizationOf } from "./support/organization";
import { signUp } from "./support/sign-up";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

async function track(page: Page, organization: string, amount: number): Promise<void> {
  const response = await page.request.post("/api/v1/usage/track", {
    headers: { Authorization: `Bearer ${stack().platformKey}` },
    data: { organization, meter: "work_orders", amount, idempotencyKey: crypto.randomUUID() },
  });
  expect(response.status()).toBe(200);
}

/** What the browser announces when someone comes back to the tab. */
const comeBack = (page: Page) =>
  page.evaluate(() => void document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));

test("meters follow usage that the API reports, without a reload", async ({ page }) => {
  await signUp(page, "starter");
  const organization = await organizationOf(page);
  const bar = page.locator('[data-slot="meter-bar"]').filter({ hasText: /Work orders|This period/ });

  for (const [path, used] of [
    ["/dashboard", 3],
    ["/billing", 6],
    ["/usage", 9],
  ] as const) {
    await page.goto(path);
    await expect(bar).toContainText(`${used - 3} of 200`);
    await page.evaluate(() => Object.assign(window, { stillHere: true }));
    await track(page, organization, 3);
    // Comes back until the page listens: `goto` doesn't wait for hydration.
    await expect(async () => {
      await comeBack(page);
      await expect(bar).toContainText(`${used} of 200`, { timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
    expect(await page.evaluate(() => "stillHere" in window)).toBe(true);
  }
  // Drawn on the server, and as current as the bar above it.
  await expect(page.getByLabel("Work orders by day: 9 of 200 work orders so far in this period.")).toBeVisible();
});
