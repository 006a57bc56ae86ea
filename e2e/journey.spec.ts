import { addPlant } from "./support/add-plant";
import { cards, payByCard } from "./support/card";
import { linkInMail } from "./support/mailbox";
import { sessionOf } from "./support/sessions";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

// Checkout answers a declined card with 402.
test.use({ expectedErrors: [/status of 402/] });

/** A visitor becomes a paying customer, reaches a limit and leaves. One story, in order. */
test("a visitor becomes a paying customer", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const company = `Lindqvist Precision ${Date.now().toString(36)}`;
  const email = `greta@${company.toLowerCase().replaceAll(" ", "-")}.example`;

  await test.step("landing, pricing, sign-up for Starter", async () => {
    await page.goto("/");
    await page.getByRole("navigation").getByRole("link", { name: "Pricing" }).first().click();
    await expect(page).toHaveURL(/\/pricing$/);
    await page.locator('a[href="/sign-up?plan=starter&interval=month"]').first().click();
    await expect(page.getByText("14 days of Starter")).toBeVisible();
    await page.getByLabel("Company").fill(company);
    await page.getByLabel("Work email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
    await page.getByRole("button", { name: "Start free trial" }).click();
    await expect(page.getByRole("heading", { name: "Check your inbox" })).toBeVisible();
  });

  await test.step("the link in the email verifies the address", async () => {
    await page.goto(await linkInMail(email, /verify/i, /http[^"\s]+\/verify\?token=[\w-]+/));
    await page.getByRole("button", { name: "Verify email" }).click();
    await expect(page.getByRole("heading", { name: "Email verified" })).toBeVisible();
    await page.getByRole("link", { name: "Continue" }).click();
  });

  await test.step("onboarding in two steps", async () => {
    await expect(page).toHaveURL(/\/onboarding/);
    await expect(page.getByLabel("Organization name")).toHaveValue(company);
    await page.getByLabel("Industry").selectOption("machining");
    await page.getByLabel("Company size").selectOption("1-50");
    await page.getByLabel("Primary use case").selectOption("production");
    await page.getByRole("radio", { name: "FIFO" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Plant name").fill("Main hall");
    await page.getByLabel("Add sample data").uncheck();
    await page.getByRole("button", { name: "Go to dashboard" }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
    await expect(page.getByText("14 days left in your Starter trial")).toBeVisible();
  });

  await test.step("the first plant has its smart defaults", async () => {
    await page.goto("/plants");
    await page.getByRole("link", { name: "Main hall" }).click();
    for (const text of ["Cutting", "Welding", "Assembly", "QC", "6:00 AM"]) {
      await expect(page.getByText(text).first()).toBeVisible();
    }
  });

  await test.step("a second plant is refused, and the dialog names the plan that allows it", async () => {
    await addPlant(page, "Annex");
    const dialog = page.getByRole("dialog", { name: "Starter includes 1 plant" });
    await expect(dialog).toBeVisible();
    await expect(dialog.getByText("Professional plan")).toBeVisible();
    await dialog.getByRole("link", { name: /Upgrade to Professional/ }).click();
    await expect(page).toHaveURL(/\/billing\?plan=professional#plans$/);
  });

  await test.step("a declined card shows an error and changes nothing", async () => {
    await page.getByRole("button", { name: "Choose Professional" }).click();
    await payByCard(page, cards.declines);
    await expect(page.getByText("Your card was declined.")).toBeVisible();
    const billing = await page.context().newPage();
    await billing.goto("/billing");
    await expect(billing.getByText("Your trial ends on")).toBeVisible();
    await expect(billing.getByText("No invoices yet")).toBeVisible();
    await billing.close();
  });

  await test.step("a good card buys Professional, and the page shows it at once", async () => {
    await payByCard(page, cards.pays);
    await expect(page).toHaveURL(/\/billing\?welcome/);
    await expect(page.getByText("Welcome to Professional!")).toBeVisible();
    await expect(page.getByText("$199.00/mo")).toBeVisible();
  });

  await test.step("the invoice is for $199.00, and its PDF opens", async () => {
    const row = page.getByRole("table", { name: "Invoices" }).getByRole("row").nth(1);
    await expect(row).toContainText("$199.00");
    await expect(row).toContainText("Paid");
    const address = await row.getByRole("link", { name: /PDF/ }).getAttribute("href");
    const pdf = await page.request.get(address ?? "");
    expect(pdf.headers()["content-type"]).toContain("application/pdf");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });

  await test.step("the second plant works now", async () => {
    await page.goto("/plants");
    await addPlant(page, "Annex");
    await expect(page.getByRole("link", { name: "Annex" })).toBeVisible();
  });

  await test.step("a work order can be created", async () => {
    await page.goto("/work-orders");
    await page.getByRole("button", { name: "Create work order" }).first().click();
    await page.getByLabel("Title").fill("Bracket run 12");
    await page.getByLabel("Quantity").fill("40");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Bracket run 12").first()).toBeVisible();
  });

  const organizationId = await test.step("the admin finds the organization and its new revenue", async () => {
    const admin = await browser.newPage({ baseURL: stack().url, storageState: sessionOf("platformAdmin") });
    await admin.goto("/admin");
    const movement = admin.getByRole("listitem").filter({ hasText: company }).filter({ hasText: "+$199.00" });
    await expect(movement.first()).toContainText("Started paying");
    await admin.goto(`/admin/organizations?search=${encodeURIComponent(company)}`);
    await admin.getByRole("link", { name: company }).first().click();
    await expect(admin.getByRole("heading", { name: company })).toBeVisible();
    const id = admin.url().split("/").pop() ?? "";
    await admin.close();
    return id;
  });

  await test.step("a platform key tracks usage to the warning, the grace period and the hard limit", async () => {
    const track = (amount: number) =>
      page.request.post("/api/v1/usage/track", {
        headers: { Authorization: `Bearer ${stack().platformKey}` },
        data: { organization: organizationId, meter: "work_orders", amount },
      });
    // Professional includes 5,000 a month, one of which was created by hand: the warning comes at 4,000, the grace period at
    // 5,000, the hard limit at 5,500.
    expect((await track(3_999)).status()).toBe(200);
    await page.goto("/usage");
    await expect(page.getByText(/80\s?%/).first()).toBeVisible();
    const soft = await track(1_000);
    expect(soft.status()).toBe(200);
    expect(await soft.json()).toMatchObject({ used: 5_000, graceEndsAt: expect.any(String) });
    expect((await track(500)).status()).toBe(200);
    const stopped = await track(1);
    expect(stopped.status()).toBe(402);
    expect(stopped.headers()["content-type"]).toContain("application/problem+json");
    expect(await stopped.json()).toMatchObject({
      code: "limit_reached",
      meter: "work_orders",
      used: 5_500,
      limit: 5_000,
      hardLimit: 5_500,
      plan: "professional",
      graceEndsAt: expect.any(String),
      resetsAt: expect.any(String),
      upgradeUrl: expect.stringContaining("/billing"),
    });
    await page.goto("/usage");
    await expect(page.getByText("You've reached your limit").first()).toBeVisible();
  });

  await test.step("the portal cancels at the end of the period, and the billing page shows the date", async () => {
    await page.goto("/billing");
    await page.getByRole("button", { name: "Open billing portal" }).click();
    await page.getByRole("link", { name: "Cancel subscription" }).click();
    await page.getByRole("button", { name: "Cancel subscription" }).click();
    await page.getByRole("link", { name: /Return to/ }).click();
    await expect(page).toHaveURL(/\/billing/);
    await expect(page.getByText(/Your Professional plan ends on \w+ \d+, \d{4}/).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Resume plan" })).toBeVisible();
  });
});
