import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./support/accessibility";
import { startOidcProvider, startSamlProvider } from "./support/identity-providers";
import { linkInMail } from "./support/mailbox";
import { signedUp } from "./support/sign-up";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

const password = "correct horse battery staple";

/** Adds the domain. Those of the demo exist nowhere and count as verified. */
async function verifyDomain(page: Page, domain: string): Promise<void> {
  await page.getByRole("textbox", { name: "Email domain" }).fill(domain);
  await page.getByRole("button", { name: "Add domain" }).click();
  await expect(page.getByText("Not verified")).toBeVisible();
  await expect(page.getByText(/^gatehouse-verification=/)).toBeVisible();
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
}

async function testAndTurnOn(page: Page, email: string): Promise<void> {
  await expect(page.getByRole("button", { name: "Turn on" })).toBeDisabled();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("The test succeeded")).toBeVisible();
  await expect(page.getByLabel("Received").getByText(email).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoOverflow(page);
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("Turned on")).toBeVisible();
}

async function requireIt(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Require", exact: true }).click();
  await page.getByRole("button", { name: "Require single sign-on" }).click();
  await expect(page.getByRole("button", { name: "Make optional" })).toBeVisible();
}

const visitor = (browser: Browser, script = true): Promise<BrowserContext> =>
  browser.newContext({ baseURL: stack().url, javaScriptEnabled: script });

/** From the sign-in page to the identity provider. */
async function continueWithSso(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Continue with single sign-on" }).click();
  await page.getByLabel("Work email").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Someone with a password of their own joins by invitation. */
async function joinWithPassword(browser: Browser, owner: Page, email: string): Promise<void> {
  await owner.goto("/team");
  await owner.getByRole("button", { name: "Invite" }).click();
  await owner.getByRole("dialog").getByLabel("Email").fill(email);
  await owner.getByRole("button", { name: "Send invitation" }).click();
  await expect(owner.getByText("Invitation sent")).toBeVisible();
  const context = await visitor(browser, false);
  const page = await context.newPage();
  await page.goto(await linkInMail(email, /invit|join/i, /http[^"\s]+\/invite\/[\w-]+/));
  await page.getByLabel("Your name").fill("Pat Ruiz");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: /Join|Create account/ }).click();
  await expect(page).toHaveURL(/\/dashboard/);
  await context.close();
}

async function signInWithPassword(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("a company sets up SAML, its people sign in with it, and then it's required", async ({ browser }) => {
  test.setTimeout(180_000);
  const idp = await startSamlProvider();
  const { context, company, email } = await signedUp(browser, "enterprise");
  const domain = email.split("@")[1] ?? "";
  const page = await context.newPage();

  await test.step("the owner enters the metadata, verifies the domain, tests the connection and turns it on", async () => {
    await page.goto("/settings?tab=access");
    await page.getByRole("link", { name: "Set up single sign-on" }).click();
    await expect(page.getByRole("heading", { name: "Single sign-on", level: 1 })).toBeVisible();
    await verifyDomain(page, domain);
    await page.getByLabel("Identity provider metadata").fill(idp.metadataUrl);
    await page.getByRole("button", { name: "Save SAML settings" }).click();
    await expect(page.getByText("Saved. Test the connection next.")).toBeVisible();
    idp.state.signedIn = { id: "ada", email };
    await testAndTurnOn(page, email);
  });

  await test.step("a new colleague signs in, with and without JavaScript, and becomes a member", async () => {
    for (const script of [true, false]) {
      const colleague = await visitor(browser, script);
      const tab = await colleague.newPage();
      idp.state.signedIn = { id: "lin", email: `lin@${domain}` };
      await continueWithSso(tab, `LIN@${domain}`);
      if (!script) await tab.getByRole("button", { name: "Continue to the app" }).click();
      await expect(tab).toHaveURL(/\/dashboard/);
      await expect(tab.getByText(company).first()).toBeVisible();
      if (script) {
        await tab.goto("/settings#sign-in-history");
        await expect(tab.getByText(/^Single sign-on · /)).toBeVisible();
      }
      await colleague.close();
    }
  });

  await test.step("an address at another company leads nowhere, and someone at another domain is refused", async () => {
    const stranger = await visitor(browser);
    const tab = await stranger.newPage();
    await continueWithSso(tab, "someone@elsewhere.example");
    await expect(tab.getByText("Single sign-on isn't set up for elsewhere.example.")).toBeVisible();
    idp.state.signedIn = { id: "eve", email: "eve@elsewhere.example" };
    await continueWithSso(tab, `eve@${domain}`);
    await expect(tab.getByText("Your organization hasn't verified the domain of your email address")).toBeVisible();
    await expectAccessible(tab);
    await stranger.close();
  });

  await test.step("once it is required, a member's password leads to it, and the owner's still works", async () => {
    const member = `pat@${domain}`;
    await joinWithPassword(browser, page, member);
    await page.goto("/settings/single-sign-on");
    await requireIt(page);
    const colleague = await visitor(browser);
    const tab = await colleague.newPage();
    await signInWithPassword(tab, member);
    await expect(tab.getByText(`${company} requires single sign-on.`)).toBeVisible();
    await expectAccessible(tab);
    idp.state.signedIn = { id: "pat", email: member };
    await tab.getByRole("link", { name: "Continue with single sign-on" }).click();
    await expect(tab).toHaveURL(/\/dashboard/);
    await colleague.close();
    await linkInMail(member, /now requires single sign-on/, /http[^"\s]+\/single-sign-on/);
    await page.goto("/dashboard");
    await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  });

  await context.close();
  idp.close();
});

test("a company sets up OpenID Connect, its people sign in with it, and then it's required", async ({ browser }) => {
  test.setTimeout(180_000);
  const idp = await startOidcProvider();
  const { context, company, email, organizationId } = await signedUp(browser, "enterprise");
  const domain = email.split("@")[1] ?? "";
  const page = await context.newPage();

  await test.step("the owner enters issuer and client, proves the domain, tests and turns it on", async () => {
    await page.goto("/settings/single-sign-on");
    await verifyDomain(page, domain);
    await page.getByRole("tab", { name: "OpenID Connect" }).click();
    const redirectUri = `${stack().url}/api/sso/${organizationId}/callback`;
    await expect(page.getByText(redirectUri)).toBeVisible();
    idp.allow(redirectUri);
    await page.getByLabel("Issuer").fill(idp.issuer);
    await page.getByLabel("Client ID").fill(idp.clientId);
    await page.getByLabel("Client secret").fill(idp.clientSecret);
    await page.getByRole("button", { name: "Save OpenID Connect settings" }).click();
    await expect(page.getByText("Saved. Test the connection next.")).toBeVisible();
    idp.signIn({ id: "ada", email });
    await testAndTurnOn(page, email);
  });

  await test.step("a new colleague signs in and is a member", async () => {
    const colleague = await visitor(browser);
    const tab = await colleague.newPage();
    idp.signIn({ id: "lin", email: `lin@${domain}` });
    await continueWithSso(tab, `lin@${domain}`);
    await expect(tab).toHaveURL(/\/dashboard/);
    await colleague.close();
  });

  await test.step("once it is required, a member's password leads to it", async () => {
    const member = `pat@${domain}`;
    await joinWithPassword(browser, page, member);
    await page.goto("/settings/single-sign-on");
    await requireIt(page);
    const colleague = await visitor(browser);
    const tab = await colleague.newPage();
    await signInWithPassword(tab, member);
    await expect(tab.getByText(`${company} requires single sign-on.`)).toBeVisible();
    idp.signIn({ id: "pat", email: member });
    await tab.getByRole("link", { name: "Continue with single sign-on" }).click();
    await expect(tab).toHaveURL(/\/dashboard/);
    await colleague.close();
  });

  await context.close();
  idp.close();
});

test("a plan without single sign-on shows which plan includes it", async ({ browser }) => {
  const { context } = await signedUp(browser, "starter");
  const page = await context.newPage();
  await page.goto("/settings/single-sign-on");
  await expect(page.getByRole("link", { name: "See Enterprise" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Add domain" })).toHaveCount(0);
  await context.close();
});
