import { expectAccessible } from "./support/accessibility";
import { expect, test } from "./support/test";
import { travelByCommand } from "./support/travel";

test.use({ signedInAs: "paying" });

/** The other tests share this stack and its clock. An hour doesn't affect them. */
test("time moves by command and by hand, and the session survives", async ({ page }) => {
  await page.goto("/dashboard");
  expect(await travelByCommand("1 hour")).toContain("It is ");
  await page.reload();
  await expect(page).toHaveURL(/\/dashboard/);

  const machine = page.getByRole("complementary", { name: "Time machine" });
  const tab = machine.getByRole("button", { expanded: false });
  await tab.focus();
  await page.keyboard.press("Enter");
  const before = await machine.getByRole("time").getAttribute("datetime");
  await expectAccessible(page);
  await machine.getByRole("button", { name: "+1 hour" }).click();
  await expect(async () => {
    const now = await machine.getByRole("time").getAttribute("datetime");
    expect(Date.parse(now ?? "") - Date.parse(before ?? "")).toBeGreaterThanOrEqual(3_600_000);
  }).toPass({ timeout: 20_000 });
  await page.keyboard.press("Escape");
  await expect(machine.getByRole("button", { expanded: false })).toBeVisible();
});
