import { linkInMail } from "./support/mailbox";
import { register } from "./support/sign-up";
import { expect, test } from "./support/test";

const verifyLink = /http[^"\s]+\/verify\?token=[\w-]+/;

test("yearly billing chosen on the pricing page is preselected when buying, also from another browser", async ({
  page,
  browser,
}) => {
  const company = `Yearly ${crypto.randomUUID().slice(0, 8)}`;
  const email = `ada@${company.toLowerCase().replaceAll(" ", "-")}.example`;
  const password = "correct horse battery staple";
  await page.goto("/pricing");
  await page.getByText("Annual", { exact: false }).first().click();
  await page.locator('a[href="/sign-up?plan=starter&interval=year"]').first().click();
  await expect(page.getByText("You chose annual billing")).toBeVisible();
  await page.getByLabel("Work email").fill(email);
  await page.getByLabel("Company").fill(company);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Start free trial" }).click();
  await expect(page.getByRole("heading", { name: "Check your inbox" })).toBeVisible();
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(await linkInMail(email, /verify/i, verifyLink));
  // Someone who only opens the link isn't believed to be the one who signed up.
  await other.getByRole("button", { name: "Verify email" }).click();
  await expect(other.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/Enter your password/);
  await other.getByLabel("Password", { exact: true }).fill(password);
  await other.getByRole("button", { name: "Verify email" }).click();
  await expect(other.getByRole("heading", { name: "Email verified" })).toBeVisible();
  await other.goto("/billing");
  await expect(other.getByRole("radio", { name: /Annual/ })).toBeChecked();
  await other.getByRole("button", { name: "Choose Starter" }).click();
  await expect(other.getByText(/529\.20/).first()).toBeVisible();
  await elsewhere.close();
});

test("the sign-up form says that a company has used its trial before it is filled in", async ({ page, browser }) => {
  const { email } = await register(page, "starter");
  const colleague = `bob@${email.split("@")[1]}`;
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto("/sign-up?plan=starter");
  await expect(other.getByText("14 days of Starter")).toBeVisible();
  await other.getByLabel("Work email").fill(colleague);
  await other.getByLabel("Company").focus();
  await expect(other.getByText("Your company has had its free trial")).toBeVisible();
  await expect(other.getByText("14 days of Starter")).toBeHidden();
  await other.getByLabel("Company").fill("Second try");
  await other.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await other.getByRole("button", { name: "Create account" }).click();
  await expect(other.getByText("Then choose a plan to get started.")).toBeVisible();
  await other.getByRole("link", { name: "Continue" }).click();
  await expect(other).toHaveURL(/\/billing/);
  await expect(other.getByText("Your company has already used its free trial").first()).toBeVisible();
  await expect(other.getByText(/trial ended|14 days/i)).toHaveCount(0);
  await elsewhere.close();
});
