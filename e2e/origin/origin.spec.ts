import type { Page } from "@playwright/test";
import postgres from "postgres";
import { cards, payByCard } from "../support/card";
import { organizationOf } from "../support/organization";
import { register } from "../support/sign-up";
import { environment, stack } from "../support/stack";
import { sweep } from "../support/sweep";
import { expect, test } from "../support/test";

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** Uploads a CSV file, whose columns have the names that are expected. */
async function importFile(page: Page, kind: string, rows: readonly string[]): Promise<void> {
  await page.getByLabel("What’s in the file").selectOption(kind);
  await page
    .getByLabel("CSV file", { exact: true })
    .setInputFiles({ name: `${kind}.csv`, mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });
  await page.getByRole("button", { name: "Import file" }).click();
  await expect(page.getByText("File uploaded.").first()).toBeVisible();
}

test("a marketing team tries Pro, reaches the limit of its runs, buys Scale, and goes on", async ({ page }) => {
  await test.step("sign up for a trial", async () => {
    await register(page, "pro");
    await page.getByLabel("What you sell").selectOption("online_store");
    await page.getByLabel("Marketing spend a month").selectOption("5k-50k");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Time zone").selectOption("America/Chicago");
    await page.getByRole("button", { name: "Go to dashboard" }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
    await expect(page.getByText("0 / 5,000 (0%)").first()).toBeVisible();
  });

  const newest = page.getByRole("table", { name: "Runs" }).getByRole("row").nth(1);
  await test.step("import files and run a model: the credit is the revenue", async () => {
    await page.goto("/data");
    await importFile(page, "touchpoints", [
      "visitor,channel,time",
      `v1,Paid search,${day(3)} 10:00`,
      `v1,Email,${day(2)} 10:00`,
      `v2,Podcast,${day(2)} 10:00`,
    ]);
    await importFile(page, "conversions", [
      "visitor,value,time",
      `v1,$100.00,${day(1)} 10:00`,
      `v2,$50.01,${day(1)} 11:00`,
    ]);
    await expect(page.getByRole("row", { name: /^touchpoints.csv Touchpoints 3 0 0/ })).toBeVisible();
    await expect(page.getByRole("row", { name: /^conversions.csv Conversions 2 0 0/ })).toBeVisible();
    await page.goto("/runs");
    await page.getByLabel("Model", { exact: true }).selectOption("linear");
    await page.getByRole("button", { name: "Run model" }).click();
    await expect(newest).toContainText("$150.01");
  });

  await test.step("at the limit, a run is refused with the plan that has room", async () => {
    const response = await page.request.post("/api/v1/usage/track", {
      headers: { Authorization: `Bearer ${stack().platformKey}` },
      data: { organization: await organizationOf(page), meter: "attribution_runs", amount: 5_499 },
    });
    expect(response.status()).toBe(200);
    await page.getByRole("button", { name: "Run model" }).click();
    const dialog = page.getByRole("dialog", { name: "Pro includes 5,000 runs" });
    await expect(dialog).toContainText("up to 25,000 runs");
    await dialog.getByRole("link", { name: "Upgrade to Scale" }).click();
  });

  await test.step("after an upgrade, the run goes on", async () => {
    await page.getByRole("button", { name: "Choose Scale" }).click();
    await payByCard(page, cards.pays);
    await expect(page.getByText("Welcome to Scale!")).toBeVisible();
    await page.goto("/runs");
    await page.getByLabel("Model", { exact: true }).selectOption("markov");
    await page.getByRole("button", { name: "Run model" }).click();
    await expect(newest).toContainText("Markov chain");
    await expect(newest).toContainText("$150.01");
    await page.goto("/dashboard");
    await expect(page.getByText("5,501 / 25,000 (22%)").first()).toBeVisible();
  });
});

test.describe("a customer of the first price", () => {
  test.use({ signedInAs: "platformAdmin" });

  test("sees their own $29, while the price list says $49", async ({ page }) => {
    const sql = postgres(environment().DATABASE_URL ?? "", { max: 1, onnotice: () => undefined });
    const [customer] = await sql`
      select o.id, u.email from subscriptions s
      join organizations o on o.id = s.organization_id
      join memberships m on m.organization_id = o.id and m.role = 'owner'
      join users u on u.id = m.user_id
      where s.lookup_key = 'origin_pro_month_usd_v1' and s.status = 'active' order by o.id limit 1`;
    await sql.end();
    expect(customer, "a customer of the first price in the sample data").toBeDefined();
    await page.goto(`/admin/organizations/${customer?.id}`);
    await page.getByRole("button", { name: `Sign in as… ${customer?.email}` }).click();
    await page.getByRole("dialog").getByLabel("Reason").fill("Asked what they pay");
    await page.getByRole("dialog").getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
    await page.goto("/billing");
    await expect(page.getByText("$29.00/mo").first()).toBeVisible();
    await expect(page.getByText("$49")).toHaveCount(0);
    await page.goto("/pricing");
    await expect(page.getByText("$49").first()).toBeVisible();
    await expect(page.getByText("$29")).toHaveCount(0);
  });
});

test.describe("its pages", () => {
  test.use({ signedInAs: "paying" });

  test("take an ROI alert, which is checked right away", async ({ page }) => {
    await page.goto("/channels");
    await page.getByRole("button", { name: "Set alert" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Enter a threshold." })).toBeVisible();
    await page.getByLabel("Channel", { exact: true }).selectOption("podcast");
    await page.getByLabel("ROI threshold in %").fill("9000");
    await page.getByRole("button", { name: "Set alert" }).click();
    const alert = page.getByRole("listitem").filter({ hasText: "Podcast" });
    await expect(alert).toContainText("Threshold 9,000%");
    await expect(async () => {
      await page.reload();
      await expect(alert).toContainText("Below since", { timeout: 1_000 });
    }).toPass();
  });

  test("fit every screen and are accessible, and so does a shared report", async ({ page, browser }) => {
    await page.goto("/channels");
    await page.getByLabel("Title").fill("Channel ROI for the board");
    await page.getByRole("button", { name: "Share report" }).click();
    const shared = await page.getByRole("link", { name: "Channel ROI for the board" }).getAttribute("href");
    for (const path of ["/dashboard", "/channels", "/journeys", "/runs", "/data"]) await sweep(page, "origin", path);

    const anyone = await browser.newPage({ baseURL: stack().url });
    await sweep(anyone, "origin", new URL(shared ?? "").pathname, { named: "-shared-report" });
    for (const path of ["/", "/pricing"]) await sweep(anyone, "origin", path);
    await anyone.close();
  });
});
