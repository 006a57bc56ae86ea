import type { Page, Request } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { signedUp } from "./support/sign-up";
import { expect, test } from "./support/test";

const navigation = (page: Page) => page.getByRole("navigation", { name: /^(Main|Admin)$/ });
const bar = (page: Page) => page.locator("[data-progress-bar]");

/** Requests for a page's data, which links send. */
const isFor = (path: string) => (request: Request) =>
  new URL(request.url()).pathname === path && request.headers().rsc !== undefined;

/** Holds back the data of a page until it is released. */
async function hold(page: Page, path: string): Promise<() => void> {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      await held;
      await route.continue();
    },
  );
  return release;
}

test.describe("a click", () => {
  test.use({ signedInAs: "paying" });

  test("answers at once, although the page takes a while", async ({ page }) => {
    await page.goto("/dashboard");
    const release = await hold(page, "/team");
    const link = navigation(page).getByRole("link", { name: "Team" });
    await link.click();
    await expect(bar(page)).toBeVisible({ timeout: 500 });
    await expect(link.locator("[data-link-pending]")).toHaveCount(1);
    release();
    await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
    await expect(bar(page)).toHaveCount(0);
    await expect(page.locator("[data-link-pending]")).toHaveCount(0);
  });

  test("on a page that was open a moment ago shows it, without a skeleton or a request", async ({ page }) => {
    await page.goto("/dashboard");
    await navigation(page).getByRole("link", { name: "Team" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
    await navigation(page).getByRole("link", { name: "Settings" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
    await page.route(isForUrl("/team"), (route) => route.abort());
    await navigation(page).getByRole("link", { name: "Team" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible({ timeout: 1_000 });
    await expect(page.locator("[data-slot=skeleton]")).toHaveCount(0);
  });

  test("is prepared when a pointer rests on a link, not when the page opens", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => request.headers().rsc && asked.push(new URL(request.url()).pathname));
    await page.goto("/dashboard", { waitUntil: "networkidle" });
    expect(asked).toEqual([]);
    const prepared = page.waitForRequest(isFor("/team"));
    await navigation(page).getByRole("link", { name: "Team" }).hover();
    await prepared;
    // Once more than a pointer that passes by.
    expect(new Set(asked)).toEqual(new Set(["/team"]));
  });
});

const isForUrl = (path: string) => (url: URL) => url.pathname === path;

test.describe("keys", () => {
  test.use({ signedInAs: "paying" });

  test("lead to pages and rows, list themselves, and can be turned off", async ({ page }) => {
    await page.goto("/dashboard");
    const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });

    await test.step("G and a letter open a page", async () => {
      await expect(async () => {
        await page.keyboard.press("g");
        await page.keyboard.press("t");
        await expect(page).toHaveURL(/\/team$/, { timeout: 1_000 });
      }).toPass();
    });

    await test.step("? lists them, and Escape gives the focus back", async () => {
      await page
        .getByRole("button", { name: /Your account/ })
        .first()
        .focus();
      await page.keyboard.press("?");
      await expect(dialog.getByText("Next row")).toBeVisible();
      await expect(dialog.getByText("Dashboard")).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
      await expect(page.getByRole("button", { name: /Your account/ }).first()).toBeFocused();
    });

    await test.step("J and K move through the rows of a list, and Enter opens one", async () => {
      await page.goto("/work-orders");
      const links = page.locator("main tbody tr").filter({ visible: true });
      await expect(links.first()).toBeVisible();
      await expect(async () => {
        await page.keyboard.press("j");
        await expect(links.first().locator("a:focus")).toHaveCount(1, { timeout: 500 });
      }).toPass();
      await page.keyboard.press("j");
      await expect(links.nth(1).locator("a:focus")).toHaveCount(1);
      await page.keyboard.press("k");
      await expect(links.first().locator("a:focus")).toHaveCount(1);
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/work-orders\/[0-9a-f-]{36}/);
    });

    await test.step("letters in a field are text", async () => {
      await page.goto("/settings");
      const field = page.getByRole("textbox").first();
      const before = await field.inputValue();
      await field.focus();
      await page.keyboard.press("End");
      await page.keyboard.type("gtj?");
      await expect(field).toHaveValue(`${before}gtj?`);
      await expect(dialog).toHaveCount(0);
      expect(new URL(page.url()).pathname).toBe("/settings");
    });

    await test.step("turned off, letters do nothing, and ⌘K still works", async () => {
      await page.goto("/team");
      await page
        .getByRole("button", { name: /Your account/ })
        .first()
        .click();
      await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click();
      await dialog.getByRole("switch", { name: /Single-letter shortcuts/ }).click();
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
      await page.keyboard.press("?");
      await page.keyboard.press("g");
      await page.keyboard.press("d");
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("combobox", { name: "Go to a page or run an action" })).toBeFocused();
      await expect(dialog).toHaveCount(0);
      expect(new URL(page.url()).pathname).toBe("/team");
    });
  });
});

test("after signing out, the back button shows nothing of the account", async ({ browser }) => {
  const { context, company } = await signedUp(browser, "starter");
  const page = await context.newPage();
  await page.goto("/dashboard");
  await navigation(page).getByRole("link", { name: "Team" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
  await page
    .getByRole("button", { name: /Your account/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByText(company)).toHaveCount(0);
  await context.close();
});

/** The text of an element. What stands in for scripts isn't there once React has rendered. */
function textWithScript(element: Element): string {
  const copy = element.cloneNode(true);
  if (copy instanceof Element) for (const part of copy.querySelectorAll("noscript")) part.remove();
  return copy.textContent ?? "";
}

test.describe("the site", () => {
  // React says that it had to render the changed page again.
  test.use({ storageState: { cookies: [], origins: [] }, expectedErrors: [/Minified React error #418/] });

  test("keeps all of a page that React has to render again", async ({ page }) => {
    const texts: string[] = [];
    for (const broken of [false, true]) {
      await page.route("**/pricing", async (route) => {
        const answer = await route.fetch();
        const html = await answer.text();
        // An extension, or a translation, that changes the page before its scripts run.
        const body = broken ? html.replace('<main id="content"', '<aside>Translated</aside><main id="content"') : html;
        await route.fulfill({ response: answer, body });
      });
      await page.goto("/pricing", { waitUntil: "networkidle" });
      texts.push(await page.locator("main").evaluate(textWithScript));
      await page.unrouteAll();
    }
    expect(texts[1]).toBe(texts[0]);
    expect(texts[0]?.length).toBeGreaterThan(1_000);
  });

  test("lets browsers load its next page in advance, and nothing that changes something", async ({ page, request }) => {
    await page.goto("/");
    const rules = await page.locator('script[type="speculationrules"]').textContent();
    expect(rules).not.toMatch(/sign-|"\/api|dashboard/);
    const policy = (await request.get("/")).headers()["content-security-policy"];
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  });

  test("moves only where motion is wanted", async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto("/");
    const moving = () =>
      page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length);
    await expect.poll(moving).toBe(0);
  });
});
