import { linkInMail } from "./support/mailbox";
import { switchTo } from "./support/organization";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

test.use({ signedInAs: "paying" });

test("an invited teammate joins and switches between two organizations", async ({ page, browser }) => {
  const { paying, trialing } = stack().signIns;
  const theirs = trialing.organization ?? "";
  const ours = paying.organization ?? "";

  await test.step("an owner invites someone who has an organization of their own", async () => {
    await page.goto("/team");
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByRole("dialog").getByLabel("Email").fill(trialing.email);
    await page.getByRole("dialog").getByLabel("Role").selectOption("member");
    await page.getByRole("button", { name: "Send invitation" }).click();
    await expect(page.getByText("Invitation sent")).toBeVisible();
  });

  const guest = await browser.newPage({ baseURL: stack().url, storageState: { cookies: [], origins: [] } });
  await test.step("they sign in from the link in the email and join", async () => {
    const link = await linkInMail(trialing.email, /invit|join/i, /http[^"\s]+\/invite\/[\w-]+/);
    await guest.goto(link);
    await guest.getByRole("link", { name: "Sign in to join" }).click();
    await guest.getByLabel("Email").fill(trialing.email);
    await guest.getByLabel("Password", { exact: true }).fill(trialing.password);
    await guest.getByRole("button", { name: "Sign in" }).click();
    await guest.getByRole("button", { name: `Join ${ours}` }).click();
    await expect(guest).toHaveURL(/\/dashboard/);
    await expect(guest.getByRole("complementary").getByText(ours)).toBeVisible();
  });

  await test.step("a member can't invite, and can't open the admin pages", async () => {
    await guest.goto("/team");
    await expect(guest.getByRole("button", { name: "Invite" })).toHaveCount(0);
    await guest.goto("/admin");
    await expect(guest.getByRole("heading", { name: "Overview" })).toHaveCount(0);
  });

  await test.step("they switch back to their own organization", async () => {
    await guest.goto("/dashboard");
    await switchTo(guest, theirs);
  });
  await guest.close();
});
