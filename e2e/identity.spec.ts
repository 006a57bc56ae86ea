import { execFileSync } from "node:child_process";
import type { BrowserContext, Page } from "@playwright/test";
import { totpCode } from "@/lib/auth/second-factor/totp";
import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { linkInMail } from "./support/mailbox";
import { enterDemoCode, signIn } from "./support/sign-in";
import { type SignedUp, signUp } from "./support/sign-up";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

/** `npm run admin -- grant`, in the running stack. */
function grantPlatformAdmin(email: string): void {
  const preloads = ["script", "local-stack"].flatMap((name) => ["--import", `./scripts/preload/${name}.mjs`]);
  execFileSync(process.execPath, [...preloads, "scripts/admin.ts", "grant", email], { env: process.env });
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}

async function enterPassword(page: Page, { email, password }: SignedUp): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The key of the authenticator app that the page shows. */
async function shownKey(page: Page): Promise<string> {
  await page.getByText("Enter this key").click();
  return ((await page.locator("[data-totp-key]").textContent()) ?? "").replace(/\s/g, "");
}

/** A passkey in Chromium's own authenticator, which checks a fingerprint without asking anyone. */
async function addAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("someone sets up an authenticator app, signs in with it, and with a recovery code", async ({ page }) => {
  const account = await signUp(page, "starter");
  let codes: string[] = [];
  await test.step("scan, enter a first code, save the recovery codes", async () => {
    await page.goto("/settings?tab=security");
    await page.getByRole("link", { name: "Set up", exact: true }).click();
    await page.getByRole("button", { name: "Set up authenticator app" }).click();
    await expect(page.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Code", { exact: true }).fill("000000");
    await page.getByRole("button", { name: "Turn on two-factor authentication" }).click();
    await expect(page.getByText("This code is wrong.")).toBeVisible();
    await page.getByLabel("Code", { exact: true }).fill(totpCode(await shownKey(page), new Date()));
    await page.getByRole("button", { name: "Turn on two-factor authentication" }).click();
    await expect(page.getByText("Two-factor authentication is on")).toBeVisible();
    codes = await page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").allInnerTexts();
    expect(codes).toHaveLength(10);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    expect((await download).suggestedFilename()).toMatch(/recovery-codes\.txt$/);
    await page.getByRole("link", { name: "I saved my codes" }).click();
    await expect(page.getByText("10 codes left, in case you lose your device.")).toBeVisible();
  });
  await test.step("the password alone signs no one in", async () => {
    await signOut(page);
    await enterPassword(page, account);
    await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
    await page.goto("/dashboard");
    await expect(page).toHaveURL(/\/sign-in/);
  });
  await test.step("a code does", async () => {
    await enterPassword(page, account);
    await expect(page).toHaveURL(/\/two-factor/);
    await enterDemoCode(page);
    await expect(page).toHaveURL(/\/dashboard/);
  });
  await test.step("a recovery code does, once", async () => {
    for (const outcome of ["signs in", "is refused"]) {
      await signOut(page);
      await enterPassword(page, account);
      await page.getByRole("link", { name: "Use a recovery code" }).click();
      await page.getByLabel("Recovery code").fill((codes[0] ?? "").toLowerCase());
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      if (outcome === "signs in") await expect(page).toHaveURL(/\/dashboard/);
      else await expect(page.getByText("This recovery code is wrong or was already used.")).toBeVisible();
    }
  });
});

test("someone adds a passkey and signs in with it alone", async ({ page, context }) => {
  await addAuthenticator(context, page);
  await signUp(page, "starter");
  await page.goto("/settings?tab=security");
  await page.getByRole("button", { name: "Add passkey" }).click();
  const dialog = page.getByRole("dialog", { name: "Save your recovery codes" });
  await expect(dialog.getByRole("listitem")).toHaveCount(10);
  await page.keyboard.press("Escape");
  await expect(page.getByText("Chrome on Linux").first()).toBeVisible();
  await signOut(page);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/\/dashboard/);
});

test("a platform admin signs in with both steps", async ({ page }) => {
  await signIn(page, stack().signIns.platformAdmin);
  await page.goto("/admin");
  await expect(page).toHaveURL(/\/admin$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a new platform admin's first way to the admin pages sets up two-factor authentication", async ({ page }) => {
  const account = await signUp(page, "starter");
  grantPlatformAdmin(account.email);
  await page.context().clearCookies();
  await signIn(page, account);
  await page.goto("/admin");
  await expect(page).toHaveURL(/\/two-factor\/set-up/);
  await expect(page.getByText("Platform admins need two-factor authentication.")).toBeVisible();
  await page.getByRole("button", { name: "Set up authenticator app" }).click();
  await page.getByLabel("Code", { exact: true }).fill(totpCode(await shownKey(page), new Date()));
  await page.getByRole("button", { name: "Turn on two-factor authentication" }).click();
  await page.getByRole("link", { name: "I saved my codes" }).click();
  await expect(page).toHaveURL(/\/admin$/);
});

test("an email address changes once both addresses have confirmed it", async ({ page }) => {
  const account = await signUp(page, "enterprise");
  await page.goto("/settings?tab=account");
  await expectNoOverflow(page);
  const fresh = `new-${account.email}`;
  await page.getByLabel("New email address").fill(fresh);
  await page.getByRole("button", { name: "Change email" }).click();
  await expect(page.getByText(`Waiting to change to ${fresh}`)).toBeVisible();
  const link = /http[^"\s]+\/email-change\?token=[\w-]+/;
  for (const [address, subject] of [
    [account.email, /email address change/],
    [fresh, /Confirm your new/],
  ] as const) {
    await page.goto(await linkInMail(address, subject, link));
    await page.getByRole("button", { name: "Confirm the change" }).click();
    const done = address === fresh ? "Sign in with your new address." : "Now open the link we sent to";
    await expect(page.getByText(done)).toBeVisible();
  }
  await enterPassword(page, { ...account, email: fresh });
  await expect(page).toHaveURL(/\/dashboard/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a code is entered by a plain form", async ({ page }) => {
    const { email, password } = stack().signIns.platformAdmin;
    await page.goto("/sign-in?next=/admin");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await enterDemoCode(page);
    await expect(page).toHaveURL(/\/admin$/);
  });
});
