import { signUp } from "./support/sign-up";
import { expect, test } from "./support/test";

test("an owner exports the data and deletes the organization", async ({ page }) => {
  const { company } = await signUp(page, "starter");
  await page.goto("/settings");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download everything" }).click();
  expect((await download).suggestedFilename()).toMatch(/^okafor-castings-.*\.zip$/);
  await expect(page.getByText("Export downloaded")).toBeVisible();

  await page.getByRole("button", { name: "Delete organization" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(`Type “${company}” to confirm`).fill(company);
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await expect(page.getByRole("heading", { name: "You're not in an organization" })).toBeVisible();
});
