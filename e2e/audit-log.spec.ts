import { readFile } from "node:fs/promises";
import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { headersOf } from "./support/organization";
import { signIn } from "./support/sign-in";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

test.use({ signedInAs: "platformAdmin" });

test("a support session and what it was refused are read in the audit log, and in its file", async ({
  page,
  browser,
}) => {
  const { platformAdmin, trialing } = stack().signIns;
  const organization = trialing.organization ?? "";
  const reason = `Ticket ${Date.now()}: plants are missing`;

  await test.step("act as a customer, and be refused", async () => {
    await page.goto(`/admin/organizations/${trialing.organizationId}`);
    await page.getByRole("button", { name: `Sign in as… ${trialing.email}` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
    const refused = await page.request.post("/api/v1/billing/portal", { data: {}, headers: await headersOf(page) });
    expect(refused.status()).toBe(403);
  });

  await test.step("another browser of the admin sees the session, and ends it", async () => {
    const other = await browser.newPage({ baseURL: stack().url, storageState: { cookies: [], origins: [] } });
    await signIn(other, platformAdmin);
    await other.goto("/admin/support-sessions");
    const active = other.getByRole("listitem").filter({ hasText: reason });
    await expect(active).toContainText(`You as ${trialing.email} at ${organization}`);
    await active.getByRole("button", { name: /^End/ }).click();
    await expect(other.getByText("Support session ended")).toBeVisible();
    await expect(active).toHaveCount(0);
    const row = other.getByRole("row").filter({ hasText: reason });
    await expect(row).toContainText("Ended by an admin");
    await expect(row).toContainText("1 refusal");
    await expectAccessible(other);
    await other.close();
  });

  await test.step("the customer's pages are closed at the next click", async () => {
    await page.goto("/dashboard");
    await expect(page).toHaveURL(/acted=ended/);
  });

  await test.step("read it all in the audit log", async () => {
    await page.goto(`/admin/audit-log?organization=${trialing.organizationId}&support=1`);
    const refusal = page.getByRole("listitem").filter({ hasText: "Was refused" }).first();
    await expect(refusal).toContainText(`via ${platformAdmin.email}`);
    await expect(refusal).toContainText("POST /api/v1/billing/portal");
    await refusal.getByText("Was refused").click();
    await expect(refusal.getByText('"reason": "impersonation"')).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 800 });
    await expectNoOverflow(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByLabel("Search targets and details").fill(reason);
    await page.getByLabel("Support sessions").uncheck();
    const listed = page.getByRole("listitem");
    await expect(listed.filter({ hasText: "Started a support session" }).first()).toBeVisible();
    await expect(listed.filter({ hasText: "Was refused" })).toHaveCount(0);
  });

  await test.step("take the same rows along as CSV", async () => {
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV" }).click();
    const file = await readFile(await (await waiting).path(), "utf8");
    const [head, ...rows] = file.trimEnd().split("\n");
    expect(head).toContain("time,organization_id,organization,row,action");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain("admin.impersonation_begun");
    expect(rows[0]).toContain(platformAdmin.email);
  });
});

test("a failed sign-in is in the audit log, with the reason and without the password", async ({ page, browser }) => {
  const email = `${Date.now()}@nowhere.example`;
  const visitor = await browser.newPage({ baseURL: stack().url, storageState: { cookies: [], origins: [] } });
  await visitor.goto("/sign-in");
  await visitor.getByLabel("Email").fill(email);
  await visitor.getByLabel("Password", { exact: true }).fill("a wrong password");
  await visitor.getByRole("button", { name: "Sign in" }).click();
  await expect(visitor.getByText("Incorrect email or password.")).toBeVisible();
  await visitor.close();
  await page.goto(`/admin/audit-log?action=auth.sign_in_failed&search=${email}`);
  const row = page.getByRole("listitem").filter({ hasText: email });
  await expect(row).toContainText("Unknown email");
  await expect(page.getByText("a wrong password")).toHaveCount(0);
});

test("an admin mutes a kind of alert, changes a threshold, and takes both back", async ({ page }) => {
  await page.goto("/admin/alerts");
  await test.step("mute", async () => {
    await page.getByRole("button", { name: "Mute…", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Kind").selectOption("dispute");
    await dialog.getByLabel("For").selectOption("30");
    await dialog.getByLabel("Reason").fill("The bank is slow this month");
    await dialog.getByRole("button", { name: "Mute" }).click();
    await expect(page.getByText("The bank is slow this month")).toBeVisible();
    await expectAccessible(page);
  });
  await test.step("unmute", async () => {
    await page.getByRole("button", { name: "Unmute Disputes" }).click();
    await expect(page.getByText("Nothing is muted.")).toBeVisible();
  });
  await test.step("change a threshold", async () => {
    await page.getByLabel("Failed payment").fill("2");
    await page.getByRole("button", { name: "Save Failed payment" }).click();
    await expect(page.getByText("Threshold saved")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Failed payment")).toHaveValue("2");
    await page.getByRole("button", { name: "Use the default, 1" }).click();
    await expect(page.getByLabel("Failed payment")).toHaveValue("1");
  });
});
