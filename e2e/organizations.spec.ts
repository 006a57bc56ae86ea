import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { buy, newCustomer } from "./support/customer";
import { sessionOf } from "./support/sessions";
import { stack } from "./support/stack";
import { stripe } from "./support/stripe";
import { collectErrors, expect, test } from "./support/test";

const reason = "Ticket 4711: they asked on the phone";

/** Opens an act's dialog from the menu of an organization's page. */
async function act(file: Page, name: string) {
  await file.getByRole("button", { name: "Actions" }).click();
  await file.getByRole("menuitem", { name: `${name}…` }).click();
  return file.getByRole("dialog");
}

test("a platform admin finds a customer, helps it, and leaves a trail", async ({ browser }) => {
  test.setTimeout(240_000);
  const platform = await browser.newContext({ baseURL: stack().url, storageState: sessionOf("platformAdmin") });
  const errors = collectErrors(platform);
  const customer = await newCustomer(browser, platform, "starter");
  const { file, page, company, email, organizationId } = customer;

  await test.step("the search finds it as one types, by an owner's address too", async () => {
    await file.goto("/admin/organizations");
    const search = file.getByRole("searchbox", { name: "Search organizations" });
    await search.pressSequentially(email.slice(0, -4), { delay: 15 });
    await expect(file).toHaveURL(/search=/);
    await expect(file.getByRole("table", { name: "Organizations" }).getByRole("row")).toHaveCount(2);
    await file.getByRole("link", { name: company }).click();
    await expect(file).toHaveURL(new RegExp(`/admin/organizations/${organizationId}$`));
    await expect(file.getByText("At the limit: Plants")).toBeVisible();
  });

  await test.step("extend its trial", async () => {
    const dialog = await act(file, "Extend trial");
    await dialog.getByLabel("Days").fill("91");
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: "Extend trial" }).click();
    await expect(dialog.getByText("Use at most 90 days at a time.")).toBeVisible();
    await dialog.getByLabel("Days").fill("30");
    await dialog.getByRole("button", { name: "Extend trial" }).click();
    await expect(file.getByText("Trial ends in 44 days")).toBeVisible();
  });

  await test.step("lift a limit by a switch, never by an empty field", async () => {
    await file.getByRole("button", { name: "Add override" }).click();
    const dialog = file.getByRole("dialog");
    await dialog.getByLabel("Limit or feature").selectOption({ label: "Plants" });
    await dialog.getByLabel("Reason").fill("Pilot of a second site");
    await dialog.getByRole("button", { name: "Add override" }).click();
    await expect(dialog.getByText("Enter a whole number, or switch Unlimited on.")).toBeVisible();
    await dialog.getByRole("switch", { name: "Unlimited" }).click();
    await dialog.getByRole("button", { name: "Add override" }).click();
    await expect(file.getByText("Plants unlimited")).toBeVisible();
  });

  await test.step("suspend it: its user is out on the next click; reactivate it", async () => {
    const dialog = await act(file, "Suspend");
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: "Suspend" }).click();
    await expect(file.getByText(/^Suspended since /)).toBeVisible();
    await page.goto("/work-orders");
    await expect(page.getByRole("heading", { level: 1, name: "This organization is suspended" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Create work order" })).toHaveCount(0);
    const undo = await act(file, "Reactivate");
    await undo.getByLabel("Reason").fill("Cleared");
    await undo.getByRole("button", { name: "Reactivate" }).click();
    await expect(file.getByText(/^Suspended since /)).toHaveCount(0);
    await page.goto("/work-orders");
    await expect(page.getByRole("button", { name: "Create work order" }).first()).toBeVisible();
  });

  await test.step("change its plan at the price the preview shows, and give a part back", async () => {
    await buy(customer, "Starter");
    await file.reload();
    const dialog = await act(file, "Change plan");
    await dialog.getByRole("radio", { name: /^Professional/ }).click();
    const confirm = dialog.getByRole("button", { name: /^Pay \$\d+\.\d\d and change now$/ });
    await expect(confirm).toBeVisible({ timeout: 20_000 });
    const amount = /\$(\d+\.\d\d)/.exec((await confirm.textContent()) ?? "")?.[1] ?? "";
    await dialog.getByLabel("Reason").fill(reason);
    await confirm.click();
    await expect(file.locator("dl").first()).toContainText("Professional");
    const invoices = file.getByRole("table", { name: "Invoices" });
    await expect(invoices).toContainText(`$${amount}`);
    await invoices
      .getByRole("button", { name: /^(Refund or credit|Credit)/ })
      .first()
      .click();
    const credit = file.getByRole("dialog");
    await credit.getByLabel("Amount in USD, tax included").fill("10.00");
    await credit.getByLabel("Reason", { exact: true }).fill("Goodwill");
    await credit.getByRole("button", { name: "Credit invoice" }).dblclick();
    await expect(file.getByRole("table", { name: "Refunds and credit notes" })).toContainText("$10.00");
    const code = file.locator("dl > div").filter({ hasText: "Stripe customer" }).locator("code");
    const { data } = await stripe().creditNotes.list({ customer: (await code.first().textContent()) ?? "" });
    expect(data.map(({ amount: given }) => given)).toEqual([1_000]);
  });

  await test.step("sign one member out, who has to sign in on the next click", async () => {
    await file.getByRole("button", { name: `Sign ${email} out everywhere` }).click();
    const dialog = file.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("Lost laptop");
    await dialog.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(file.getByText(/^\d+ sessions? ended$/)).toBeVisible();
    await page.goto("/work-orders");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  await test.step("take a note, and read it all in the timeline", async () => {
    await file.getByLabel("New note").fill("Wants a second plant in spring");
    await file.getByRole("button", { name: "Add note" }).click();
    const timeline = file.locator('[data-slot="card"]').filter({ hasText: "Timeline" });
    await timeline.getByText(/^Show \d+ more$/).click();
    for (const text of ["extended the trial", "suspended the organization", "changed the plan for the customer"]) {
      await expect(timeline.getByText(text).first()).toBeVisible();
    }
    await expect(timeline.getByText("Wants a second plant in spring")).toBeVisible();
    await expectAccessible(file);
    await file.setViewportSize({ width: 360, height: 800 });
    await expectNoOverflow(file);
    await file.setViewportSize({ width: 1440, height: 900 });
  });

  expect([...customer.errors, ...errors]).toEqual([]);
  await platform.close();
});

test.describe("the list", () => {
  test.use({ signedInAs: "platformAdmin" });

  test("is sorted by a click, saved as a view, and downloaded", async ({ page }) => {
    await page.goto("/admin/organizations");
    await page.getByRole("columnheader", { name: "MRR" }).getByRole("link").click();
    await expect(page.getByRole("columnheader", { name: "MRR" })).toHaveAttribute("aria-sort", "descending");
    await page.getByRole("combobox", { name: "Status" }).selectOption("active");
    await expect(page).toHaveURL(/status=active/);
    const name = `Large ${Date.now()}`;
    await page.getByRole("button", { name: "Save view" }).click();
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
    const view = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name });
    await expect(view).toHaveAttribute("aria-current", "page");
    await page.goto("/admin/organizations");
    await view.click();
    await expect(page).toHaveURL(/sort=-mrr&status=active/);

    const shown = await page
      .getByRole("table", { name: "Organizations" })
      .locator("a[data-row-link]")
      .allTextContents();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "CSV" }).click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\n");
    expect(lines[0]).toContain("id,name,external_id");
    expect(lines.slice(1, 1 + shown.length).map((line) => line.split(",")[1])).toEqual(
      shown.map((text) => (text.includes(",") || text.includes('"') ? expect.any(String) : text)),
    );

    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(shown[1] ?? "");
    await page.goBack();
    await page.getByRole("button", { name: "Delete view" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete view" }).click();
    await expect(page.getByRole("link", { name })).toHaveCount(0);
  });
});
