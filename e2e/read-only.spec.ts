import { expectAccessible } from "./support/accessibility";
import { expect, test } from "./support/test";

test.use({ signedInAs: "expired" });

test("a read-only organization learns before it fills in a form, and how to go on", async ({ page }) => {
  for (const [path, names] of [
    ["/dashboard", ["Create work order"]],
    ["/work-orders", ["Create work order"]],
    ["/plants", ["Add plant"]],
    ["/team", ["Invite"]],
  ] as const) {
    await test.step(path, async () => {
      await page.goto(path);
      for (const name of names) {
        const button = page.getByRole("button", { name }).first();
        await expect(button).toBeDisabled();
        await expect(button).toHaveAccessibleDescription(/Your trial has ended/);
        await button.focus();
        await page.keyboard.press("Enter");
        const why = page.getByRole("dialog", { name: "Why this is disabled" });
        await expect(why).toContainText("Your trial has ended.");
        await expect(why.getByRole("link", { name: "Choose a plan" })).toHaveAttribute("href", "/billing#plans");
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toHaveCount(0);
      }
      await expectAccessible(page);
    });
  }

  await test.step("an address that opens the form doesn't, either", async () => {
    await page.goto("/work-orders?new=true");
    await expect(page.getByRole("button", { name: "Create work order" }).first()).toBeDisabled();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("forms say so above their fields; one's own account stays open", async () => {
    await page.goto("/settings");
    const organization = page.getByRole("region", { name: "Organization", exact: true });
    await expect(organization.getByText("Your trial has ended.")).toBeVisible();
    await expect(organization.getByLabel("Name")).toBeDisabled();
    await expect(page.getByRole("button", { name: "Download everything" })).toBeEnabled();
    await expect(page.getByRole("button", { name: "Delete organization" })).toBeEnabled();
    await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Your account" }).click();
    await expect(page.getByLabel("Your name")).toBeEnabled();
  });

  await test.step("the way out works", async () => {
    await page.goto("/plants");
    await page.getByRole("button", { name: "Add plant" }).first().click({ force: true });
    await page.getByRole("dialog").getByRole("link", { name: "Choose a plan" }).click();
    await expect(page).toHaveURL(/\/billing#plans$/);
  });
});
