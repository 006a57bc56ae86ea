import { stack } from "./support/stack";
import { expect, test } from "./support/test";

test.use({ signedInAs: "platformAdmin", expectedErrors: [/status of 404/] });

const unknown = [
  "/admin/analytics/no-such-section",
  "/admin/organizations/01890000-0000-7000-8000-000000000000",
  "/admin/organizations/no-such-id",
  "/admin/stripe-events/evt_none",
  "/admin/reports/2199-01",
  "/admin/reports/no-such-month",
  "/admin/no-such-page",
  "/admin/jobs/no-such/page",
];

test("the address of nothing in the admin area answers 404, inside the area's frame", async ({ page }) => {
  for (const path of unknown) {
    const response = await page.goto(path);
    expect([path, response?.status()]).toEqual([path, 404]);
    await expect(page.getByText("Page not found"), path).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Admin" }), path).toBeVisible();
  }
  await page.goto("/admin/organizations/no-such-id");
  await page.getByRole("link", { name: "Go to overview" }).click();
  await expect(page).toHaveURL(/\/admin$/);
});

test("what exists answers 200", async ({ page }) => {
  const { organizationId } = stack().signIns.paying;
  for (const path of ["/admin/analytics/churn", `/admin/organizations/${organizationId}`, "/admin/reports"]) {
    expect([path, (await page.goto(path))?.status()]).toEqual([path, 200]);
  }
});

test.describe("in a customer's app", () => {
  test.use({ signedInAs: "paying" });

  test("the address of nothing answers 404, inside the app's frame", async ({ page }) => {
    for (const folder of ["plants", "inventory", "work-orders"]) {
      for (const id of ["01890000-0000-7000-8000-000000000000", "no-such-id"]) {
        const response = await page.goto(`/${folder}/${id}`);
        expect([folder, id, response?.status()]).toEqual([folder, id, 404]);
        await expect(page.getByText("Page not found"), folder).toBeVisible();
      }
    }
    for (const path of ["/billing/no-such-page", "/settings/no-such/page"]) {
      expect([path, (await page.goto(path))?.status()]).toEqual([path, 404]);
      await expect(page.getByRole("navigation", { name: "Main" }), path).toBeVisible();
    }
    await page.getByRole("link", { name: "Go to dashboard" }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
  });

  test("the admin area's addresses look like those of nothing, by their title too", async ({ page }) => {
    for (const path of ["/admin/jobs", "/admin/no-such-page"]) {
      expect([path, (await page.goto(path))?.status()]).toEqual([path, 404]);
      await expect(page).toHaveTitle("Page not found");
    }
  });

  test("an invitation that doesn't exist answers 404 and says so", async ({ page }) => {
    const response = await page.goto("/invite/no-such-token");
    expect(response?.status()).toBe(404);
    await expect(page.getByText("This invitation doesn't exist or was replaced by a newer one.")).toBeVisible();
  });
});
