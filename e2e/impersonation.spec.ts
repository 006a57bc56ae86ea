import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { headersOf } from "./support/organization";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

test.use({ signedInAs: "platformAdmin" });

test("a platform admin views the app as a customer, can change nothing, and returns", async ({ page }) => {
  const { platformAdmin, trialing } = stack().signIns;
  const organization = trialing.organization ?? "";
  await page.goto(`/admin/organizations?search=${encodeURIComponent(organization)}`);
  await page.getByRole("link", { name: organization }).click();
  await expect(page.getByRole("heading", { name: organization })).toBeVisible();
  const began = new URL(page.url()).pathname;

  await test.step("give a reason and start a view-only session", async () => {
    await page.getByRole("button", { name: `Sign in as… ${trialing.email}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect(dialog.getByText("Enter a reason. The customer can see it.")).toBeVisible();
    await dialog.getByLabel("Reason").fill("Ticket 4711: the board stays empty");
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
  });

  const banner = page.getByRole("region", { name: "Support session" });
  await test.step("every page shows who is signed in as whom, and what is disabled", async () => {
    await expect(banner).toContainText(`${platformAdmin.email} as ${trialing.email} in ${organization}. View only`);
    await expect(banner).toContainText(/(29|30) min left/);
    await expect(page.getByRole("button", { name: "Create work order" }).first()).toBeDisabled();
    await expectAccessible(page);
    await page.goto("/settings?tab=security");
    await expect(banner).toBeVisible();
    await expect(page.getByText("Only the customer can change this.").first()).toBeVisible();
    await expect(page.getByLabel("Current password")).toBeDisabled();
    await page.setViewportSize({ width: 360, height: 800 });
    await expectNoOverflow(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("the server refuses changes, and the admin pages are closed", async () => {
    const refused = await page.request.post("/api/v1/billing/portal", { data: {}, headers: await headersOf(page) });
    expect([refused.status(), (await refused.json()).reason]).toEqual([403, "impersonation"]);
    await page.goto("/admin");
    await expect(page).toHaveURL(/\/dashboard$/);
  });

  await test.step("exiting returns to the page it started from", async () => {
    await banner.getByRole("button", { name: /^Exit/ }).click();
    await expect(page).toHaveURL(new RegExp(`${began}\\?acted=ended$`));
    await expect(page.getByText("You're back in your own account.")).toBeVisible();
    await page.goto("/dashboard");
    await expect(banner).toHaveCount(0);
  });
});
