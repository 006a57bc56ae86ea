import { linkInMail } from "./support/mailbox";
import { register } from "./support/sign-up";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

test.use({ javaScriptEnabled: false, storageState: { cookies: [], origins: [] } });

const password = "correct horse battery staple";

test("from sign-up to checkout without script", async ({ page }) => {
  const company = `Plain Castings ${crypto.randomUUID().slice(0, 8)}`;
  const email = `ada@${company.toLowerCase().replaceAll(" ", "-")}.example`;

  await test.step("sign-up: errors beside the fields, typed values kept, none in the address", async () => {
    await page.goto("/sign-up?plan=starter");
    await page.getByLabel("Company").fill(company);
    await page.getByLabel("Work email").fill("ada@");
    await page.getByLabel("Password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Start free trial" }).click();
    await expect(page.getByLabel("Work email")).toHaveAccessibleDescription(/Enter an email address/);
    await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
      /Use at least 12 characters/,
    );
    await expect(page.getByLabel("Company")).toHaveValue(company);
    await expect(page.getByLabel("Work email")).toHaveValue("ada@");
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    expect(new URL(page.url()).search).toBe("?plan=starter");
    await page.getByLabel("Work email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Start free trial" }).click();
    await expect(page.getByRole("heading", { name: "Check your inbox" })).toBeVisible();
  });

  await test.step("onboarding", async () => {
    await page.goto("/onboarding");
    await page.getByLabel("Organization name").fill("");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByLabel("Organization name")).toHaveAccessibleDescription(/Enter your organization's name/);
    await expect(page.getByText("Choose an option.").first()).toBeVisible();
    await page.getByLabel("Organization name").fill(company);
    await page.getByLabel("Industry").selectOption("machining");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByLabel("Industry")).toHaveValue("machining");
    await page.getByLabel("Company size").selectOption("1-50");
    await page.getByLabel("Primary use case").selectOption("production");
    await page.getByRole("radio", { name: "FIFO" }).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Go to dashboard" }).click();
    await expect(page.getByLabel("Plant name")).toHaveAccessibleDescription(/Enter a name for the plant/);
    await page.getByLabel("Plant name").fill("Main hall");
    await page.getByLabel("Add sample data").uncheck();
    await page.getByRole("button", { name: "Go to dashboard" }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
  });

  await test.step("reset, and signing in", async () => {
    await page.context().clearCookies();
    await page.goto("/reset");
    await page.getByLabel("Email").fill("nobody");
    await page.getByRole("button", { name: "Send reset link" }).click();
    await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/Enter an email address/);
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Send reset link" }).click();
    await expect(page.getByText("Check your inbox")).toBeVisible();
    await page.goto(await linkInMail(email, /reset/i, /http[^"\s]+\/reset\?token=[\w-]+/));
    await page.getByLabel("New password").fill("short");
    await page.getByRole("button", { name: "Set new password" }).click();
    await expect(page.getByLabel("New password")).toHaveAccessibleDescription(/Use at least 12 characters/);
    await page.getByLabel("New password").fill(`${password} again`);
    await page.getByRole("button", { name: "Set new password" }).click();
    await expect(page.getByText("Password changed.")).toBeVisible();
    await page.goto("/sign-in?next=/billing");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("Incorrect email or password.")).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue(email);
    await page.getByLabel("Password", { exact: true }).fill(`${password} again`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/billing$/);
  });

  await test.step("checkout", async () => {
    await page.getByText("Annual").click();
    await page.getByRole("button", { name: "Choose Starter" }).click();
    await expect(page).toHaveURL(/\/checkout\/cs_test_\w+$/);
  });
});

test("without script, sign-up says that a company has used its trial, and goes on without one", async ({
  page,
  browser,
}) => {
  const first = await browser.newPage({ baseURL: stack().url, javaScriptEnabled: true });
  const { email } = await register(first, "starter");
  await first.close();
  await page.goto("/sign-up?plan=starter");
  await page.getByLabel("Work email").fill(`bob@${email.split("@")[1]}`);
  await page.getByLabel("Company").fill("Second try");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Start free trial" }).click();
  await expect(page.getByText("Your company has had its free trial")).toBeVisible();
  await expect(page.getByText("14 days of Starter")).toBeHidden();
  await expect(page.getByLabel("Company")).toHaveValue("Second try");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/Use at least 12 characters/);
  await expect(page.getByText("Your company has had its free trial")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Then choose a plan to get started.")).toBeVisible();
});

test("an invitation is accepted without script", async ({ page, browser }) => {
  const { paying } = stack().signIns;
  const email = `new-${crypto.randomUUID().slice(0, 8)}@invited.example`;
  await test.step("someone invites", async () => {
    const owner = await browser.newPage({ baseURL: stack().url, javaScriptEnabled: true });
    await owner.goto("/sign-in?next=/team");
    await owner.getByLabel("Email").fill(paying.email);
    await owner.getByLabel("Password", { exact: true }).fill(paying.password);
    await owner.getByRole("button", { name: "Sign in" }).click();
    await owner.getByRole("button", { name: "Invite" }).click();
    await owner.getByRole("dialog").getByLabel("Email").fill(email);
    await owner.getByRole("button", { name: "Send invitation" }).click();
    await expect(owner.getByText("Invitation sent")).toBeVisible();
    await owner.close();
  });
  await page.goto(await linkInMail(email, /invit|join/i, /http[^"\s]+\/invite\/[\w-]+/));
  await page.getByLabel("Your name").fill("Ines Okafor");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/Use at least 12 characters/);
  await expect(page.getByLabel("Your name")).toHaveValue("Ines Okafor");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole("complementary").getByText(paying.organization ?? "")).toBeVisible();
});
