import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { linkInMail } from "./support/mailbox";
import { addFirstPlant, describeCompany, signUp } from "./support/sign-up";
import { expect, test } from "./support/test";

test.skip(Boolean(process.env.E2E_DATA_DIR), "the demo has no providers");

const newLogin = () => `ada@okafor-${crypto.randomUUID().slice(0, 8)}.example`;

/** Chooses a provider on one of our pages, and an account on its own. */
async function continueWith(page: Page, provider: string, login: string): Promise<void> {
  await page.getByRole("link", { name: `Continue with ${provider}` }).click();
  await answerProvider(page, login);
}

async function answerProvider(page: Page, login: string): Promise<void> {
  await page.getByLabel("Account", { exact: true }).fill(login);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function nameCompany(page: Page): Promise<void> {
  await page.getByLabel("Company").fill("Okafor Castings");
  await page.getByRole("button", { name: /Start free trial|Create account/ }).click();
  await expect(page).toHaveURL(/\/onboarding/);
}

const linkedAccounts = (page: Page) => page.getByRole("region", { name: "Linked accounts" });

test("someone signs up with Google, signs in with it, and links and unlinks accounts", async ({ page }) => {
  const login = newLogin();
  await test.step("sign up: the provider identifies the person, and one question remains", async () => {
    await page.goto("/sign-up?plan=starter");
    await expectAccessible(page);
    await expectNoOverflow(page);
    await continueWith(page, "Google", login);
    await expect(page.getByText(`You'll sign in with Google as ${login}.`)).toBeVisible();
    await expectAccessible(page);
    await nameCompany(page);
    await describeCompany(page);
    await addFirstPlant(page);
  });
  await test.step("sign in, and go on to the page that was asked for", async () => {
    await page.context().clearCookies();
    await page.goto("/team");
    await continueWith(page, "Google", login);
    await expect(page).toHaveURL(/\/team$/);
  });
  await test.step("the last way to sign in can't be unlinked", async () => {
    await page.goto("/settings?tab=security");
    await expect(linkedAccounts(page).getByText(login)).toBeVisible();
    await expect(page.getByText("You don't have a password.")).toBeVisible();
    await expect(page.getByText("Signed in with Google").first()).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await linkedAccounts(page).getByRole("button", { name: "Unlink Google" }).click();
    await page.getByRole("button", { name: "Unlink account" }).click();
    await expect(page.getByText("This is the only way you can sign in.")).toBeVisible();
  });
  await test.step("link GitHub, then unlink Google", async () => {
    await page.goto("/settings?tab=security");
    await linkedAccounts(page).getByRole("button", { name: "Link GitHub" }).click();
    await answerProvider(page, `octo-${login}`);
    await expect(page).toHaveURL(/\/settings\?tab=security$/);
    await expect(linkedAccounts(page).getByText(`octo-${login}`)).toBeVisible();
    await linkedAccounts(page).getByRole("button", { name: "Unlink Google" }).click();
    await page.getByRole("button", { name: "Unlink account" }).click();
    await expect(linkedAccounts(page).getByRole("button", { name: "Link Google" })).toBeVisible();
  });
  await test.step("GitHub signs in now", async () => {
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await continueWith(page, "GitHub", `octo-${login}`);
    await expect(page).toHaveURL(/\/dashboard$/);
  });
});

test("someone with a password is linked by their verified address", async ({ page }) => {
  const { email } = await signUp(page, "starter");
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await continueWith(page, "Google", email);
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.goto("/settings?tab=security");
  await expect(linkedAccounts(page).getByText(email)).toBeVisible();
  await expect(page.getByLabel("Current password")).toBeVisible();
});

test("someone whose provider doesn't vouch for the address confirms it with a code", async ({ page }) => {
  const login = newLogin();
  await page.goto("/sign-up");
  await continueWith(page, "Microsoft", login);
  await expect(page.getByRole("heading", { name: "Confirm your email address" })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByLabel("Work email")).toHaveValue(login);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await expect(page.getByText(`We emailed a code to ${login}.`)).toBeVisible();
  await page.getByLabel("Code from the email").fill("000000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("This code is wrong or has expired.")).toBeVisible();
  const code = (await linkInMail(login, /code/, />\s*\d{6}\s*</)).replace(/\D/g, "");
  await page.getByLabel("Code from the email").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await nameCompany(page);
});

test("someone who cancels at the provider sees what to do next", async ({ page }) => {
  await page.goto("/sign-in?next=/team");
  await page.getByRole("link", { name: "Continue with GitHub" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "Sign-in canceled" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Go to sign-in" }).click();
  await expect(page).toHaveURL((url) => url.pathname === "/sign-in" && url.searchParams.get("next") === "/team");
});
