import { type BrowserContext, test as base, type ConsoleMessage, expect, type Page } from "@playwright/test";
import { totpCode } from "@/lib/auth/second-factor/totp";
import { type Person, sessionOf } from "./sessions";
import { stack } from "./stack";

type Fixtures = {
  /** Patterns of console errors the test expects. Any other error fails it. */
  expectedErrors: RegExp[];
  /** Who is signed in when the test starts. Tests of signing in itself use `signIn`. */
  signedInAs: Person | undefined;
};

/** Fails a test with unexpected errors on the browser's console. */
export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  signedInAs: [undefined, { option: true }],
  storageState: async ({ signedInAs }, use) => use(signedInAs && sessionOf(signedInAs)),
  // Playwright requires a destructured first parameter.
  baseURL: async ({ baseURL }, use) => use(baseURL ?? stack().url),
  context: async ({ context, expectedErrors }, use) => {
    const errors = collectErrors(context, expectedErrors);
    context.on("page", (page) => void confirmWhenAsked(page));
    await use(context);
    expect(errors, "errors on the browser's console").toEqual([]);
  },
});

/** Collects console errors and uncaught exceptions of a context's pages from now on. */
export function collectErrors(context: BrowserContext, expected: readonly RegExp[] = []): string[] {
  const errors: string[] = [];
  const add = (text: string, page: Page | null) => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(`${page?.url() ?? "?"}: ${text}`);
  };
  context.on("console", (message: ConsoleMessage) => {
    if (message.type() === "error") add(message.text(), message.page());
  });
  context.on("weberror", (error) => add(String(error.error()), error.page()));
  return errors;
}

/** Answers the dialog that asks who is there, wherever it comes up: sessions are shared, and may be older than 10 minutes. */
export async function confirmWhenAsked(page: Page): Promise<void> {
  const dialog = page.locator("[data-confirmation]");
  await page.addLocatorHandler(dialog.getByRole("button", { name: "Confirm" }), async () => {
    const password = dialog.getByLabel("Password", { exact: true });
    if (await password.isVisible()) await password.fill(stack().signIns.paying.password);
    else await dialog.getByLabel("Code", { exact: true }).fill(await freshCode());
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(dialog).toBeHidden();
  });
}

/** A code of the platform admin's authenticator that wasn't used yet: one more is accepted in each half minute. */
async function freshCode(): Promise<string> {
  const period = 30_000;
  await new Promise((resolve) => setTimeout(resolve, period - (Date.now() % period) + 500));
  return totpCode(stack().authenticatorKey, new Date());
}

export { expect };
