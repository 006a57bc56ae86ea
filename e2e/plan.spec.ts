import type { Page } from "@playwright/test";
import { amountOf } from "./support/dialog";
import { lookAt } from "./support/look";
import { expect, test } from "./support/test";

const look = (page: Page, name: string) => lookAt(page, name, ["light", "dark"]);

// The unknown promotion code.
test.use({ expectedErrors: [/status of 422/], signedInAs: "paying" });

test("a customer adds a seat, schedules and undoes a downgrade, cancels and stays", async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto("/billing");

  await test.step("one more seat: the invoice matches the preview", async () => {
    await page.getByRole("button", { name: "Add one extra user" }).click();
    await page.getByRole("button", { name: "Review change" }).click();
    const dialog = page.getByRole("dialog", { name: "Change add-ons" });
    await expect(dialog.getByText("Due today")).toBeVisible();
    await look(page, "add-ons");
    const due = await amountOf(dialog, "Due today");
    await dialog.getByRole("button", { name: /^Pay/ }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("table", { name: "Invoices" }).getByRole("row").nth(1)).toContainText(due);
  });

  await test.step("a downgrade lists what no longer fits, is scheduled by keyboard, and undone", async () => {
    await page.getByRole("button", { name: "Change plan" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Change plan" });
    await dialog.getByRole("radio", { name: /^Professional/ }).press("ArrowUp");
    await expect(dialog.getByRole("radio", { name: /^Starter/ })).toBeFocused();
    await page.keyboard.press("Space");
    await expect(dialog.getByText("You'll lose")).toBeVisible();
    await look(page, "downgrade");
    await dialog.getByRole("button", { name: /^Change on/ }).press("Enter");
    await expect(page.getByText(/^Changes to Starter, with/)).toBeVisible();
    await look(page, "scheduled");
    await page.getByRole("button", { name: "Undo change" }).click();
    await expect(page.getByText(/^Renews on/)).toBeVisible();
  });

  await test.step("an unknown promotion code gets an error message", async () => {
    await page.getByText("Have a promotion code?").click();
    await page.getByLabel("Promotion code").fill("nosuchcode");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page.getByText("We don't recognize that code.")).toBeVisible();
  });

  await test.step("canceling asks why, resuming takes one click, and the offer keeps the customer", async () => {
    const leave = async () => {
      await page.getByRole("button", { name: "Cancel plan" }).click();
      await page.getByRole("radio", { name: "Too expensive" }).click();
    };
    await leave();
    await look(page, "cancel");
    await page.getByRole("button", { name: "Continue" }).click();
    await look(page, "offer");
    await page.getByRole("button", { name: "Cancel anyway" }).click();
    await expect(page.getByText(/plan ends on \w+ \d+, \d{4}/).first()).toBeVisible();
    await look(page, "canceling");
    await page.getByRole("button", { name: "Resume plan" }).click();
    await expect(page.getByText(/^Renews on/)).toBeVisible();
    await leave();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Keep plan with discount" }).click();
    await expect(page.getByText(/^30% off until/)).toBeVisible();
    await look(page, "stayed");
  });
});
