import { expect, type Page } from "@playwright/test";

/** Signs in through the form, and with a code of the demo's authenticator where the account has one. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  // The global setup comes first to a cold server, and without the configured timeout of expectations.
  await expect(page).not.toHaveURL(/\/sign-in/, { timeout: 30_000 });
  if (new URL(page.url()).pathname === "/two-factor") await enterDemoCode(page);
}

/** The second step, with the code that the demo's authenticator shows. It is another one once it was used. */
export async function enterDemoCode(page: Page): Promise<void> {
  await expect(async () => {
    await page.reload();
    await page.getByLabel("Code", { exact: true }).fill((await page.locator("[data-demo-code]").textContent()) ?? "");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).not.toHaveURL(/\/two-factor/, { timeout: 10_000 });
  }).toPass({ timeout: 90_000 });
}
