import { readFile } from "node:fs/promises";
import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { expect, test } from "./support/test";

test.use({ signedInAs: "platformAdmin" });

test("a platform admin goes from MRR to the Stripe objects behind it", async ({ page }) => {
  await page.goto("/admin");

  await test.step("the chart is read out by keyboard, and Enter opens what a day consists of", async () => {
    const chart = page.getByRole("slider", { name: /^MRR by day and plan/ });
    await chart.focus();
    await page.keyboard.press("End");
    await expect(chart).toHaveAttribute("aria-valuetext", /to date: .*\$[\d,]+\.\d{2}/);
    const today = await chart.getAttribute("aria-valuetext");
    await page.keyboard.press("ArrowLeft");
    await expect(chart).not.toHaveAttribute("aria-valuetext", today ?? "");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/admin\/analytics\/movements\?metric=mrr&period=\d{4}-\d{2}-\d{2}/);
  });

  await test.step("the organizations add up to the figure, with links to Stripe", async () => {
    await expect(page.getByRole("heading", { level: 1 })).toContainText("MRR on");
    const rows = page.getByRole("table").getByRole("row");
    expect(await rows.count()).toBeGreaterThan(1);
    const invoice = rows.nth(1).getByRole("link", { name: /^Invoice/ });
    await expect(invoice).toHaveAttribute("href", /in_/);
    const answer = await page.request.get((await invoice.getAttribute("href")) ?? "");
    expect(answer.status()).toBe(200);
    await expectAccessible(page);
  });
});

test("the month's ledger, its file and its rows agree", async ({ page }) => {
  await page.goto("/admin/analytics/revenue");
  await expect(page.getByRole("table", { name: /^MRR from/ })).toBeVisible();

  await test.step("the table of the chart opens and has the same months as the file", async () => {
    const chart = page.getByRole("region", { name: "MRR movements" });
    await chart.getByText("Table", { exact: false }).first().click();
    const months = await chart.getByRole("table").locator("tbody tr").count();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      chart.getByRole("link", { name: "CSV of MRR movements" }).click(),
    ]);
    const [head = "", ...lines] = (await readFile(await download.path(), "utf8")).trimEnd().split("\n");
    expect(head).toContain("Opening (USD)");
    expect(lines).toHaveLength(months);
    for (const line of lines) {
      const [opening = 0, ...steps] = line.split(",").slice(1).map(Number);
      const closing = steps.pop() ?? 0;
      expect(steps.reduce((sum, step) => sum + step, opening)).toBeCloseTo(closing, 2);
    }
  });

  await test.step("a step leads to its movements", async () => {
    // On the first day of a month, hardly anything has moved yet.
    await page.getByRole("link", { name: /^Previous month/ }).click();
    await expect(page).toHaveURL(/month=/);
    await page
      .getByRole("table", { name: /^MRR from/ })
      .getByRole("link", { name: "New" })
      .click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("New in");
    await expect(page.getByRole("link", { name: "New", exact: true })).toHaveAttribute("aria-current", "true");
  });
});

test("a segment chosen once filters every section, and stays in the URL", async ({ page }) => {
  await page.goto("/admin/analytics");
  await page.getByLabel("Segment", { exact: true }).selectOption({ label: "Professional" });
  await expect(page).toHaveURL(/by=plan&value=professional/);
  await page.getByRole("navigation", { name: "Analytics" }).getByRole("link", { name: "Churn" }).click();
  await expect(page).toHaveURL(/\/admin\/analytics\/churn\?by=plan&value=professional/);
  await expect(page.getByLabel("Segment", { exact: true })).toHaveValue("plan:professional");
  await page.getByRole("button", { name: "Clear segment" }).click();
  await expect(page).toHaveURL(/\/admin\/analytics\/churn$/);
});

test("the overview fits a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  for (const path of ["/admin", "/admin/analytics/retention", "/admin/analytics/plans", "/admin/analytics/movements"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoOverflow(page);
  }
});
