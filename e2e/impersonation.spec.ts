import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

test.use({ signedInAs: "platformAdmin" });

test("an admin looks through a customer's eyes, can change nothing, and comes back", async ({ page }) => {
  const { platformAdmin, trialing } = stack().signIns;
  const organization = trialing.organization ?? "";
  await page.goto(`/admin/organizations?search=${encodeURIComponent(organization)}`);
  await page.getByRole("link", { name: organization }).click();
  await expect(page.getByRole("heading", { name: organization })).toBeVisible();
  const began = new URL(page.url()).pathname;

  await test.step("says why, for how long, and only looks", async () => {
    await page.getByRole("button", { name: `Sign in as… ${trialing.email}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect(dialog.getByText("Say why: it stands in the audit log.")).toBeVisible();
    await dialog.getByLabel("Reason").fill("Ticket 4711: the board stays empty");
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
  });

  const banner = page.getByRole("region", { name: "Acting as a customer" });
  await test.step("every page says who acts for whom, and what is off", async () => {
    await expect(banner).toContainText(`${platformAdmin.email} as ${trialing.email} in ${organization}. Read-only`);
    await expect(banner).toContainText(/(29|30) min left/);
    await expect(page.getByRole("button", { name: "New work order" }).first()).toBeDisabled();
    await expectAccessible(page);
    await page.goto("/settings");
    await expect(banner).toBeVisible();
    await expect(page.getByText("Only the person themselves may change this.").first()).toBeVisible();
    await expect(page.getByLabel("Current password")).toBeDisabled();
    await page.setViewportSize({ width: 360, height: 800 });
    await expectNoOverflow(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("the server refuses as well, and the platform's pages are closed", async () => {
    const refused = await page.request.post("/api/v1/billing/portal", { data: {} });
    expect([refused.status(), (await refused.json()).reason]).toEqual([403, "impersonation"]);
    await page.goto("/admin");
    await expect(page).toHaveURL(/\/dashboard$/);
  });

  await test.step("and ends where it began", async () => {
    await banner.getByRole("button", { name: /^End/ }).click();
    await expect(page).toHaveURL(new RegExp(`${began}\\?acted=ended$`));
    await expect(page.getByText("You are yourself again.")).toBeVisible();
    await page.goto("/dashboard");
    await expect(banner).toHaveCount(0);
  });
});
