import { type BrowserContext, test as base, type ConsoleMessage, expect, type Page } from "@playwright/test";
import { type Person, sessionOf } from "./sessions";
import { stack } from "./stack";

type Fixtures = {
  /** Patterns of expected errors on the browser's console. Any other error fails the test. */
  expectedErrors: RegExp[];
  /** Who is signed in when the test starts. To test signing in itself, use `signIn`. */
  signedInAs: Person | undefined;
};

/** Fails tests with unexpected errors on the browser's console. */
export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  signedInAs: [undefined, { option: true }],
  storageState: async ({ signedInAs }, use) => use(signedInAs && sessionOf(signedInAs)),
  // Playwright insists on a destructured first parameter.
  baseURL: async ({ baseURL }, use) => use(baseURL ?? stack().url),
  context: async ({ context, expectedErrors }, use) => {
    const errors = collectErrors(context, expectedErrors);
    await use(context);
    expect(errors, "errors on the browser's console").toEqual([]);
  },
});

/** Collects console errors of a context's pages from now on. */
export function collectErrors(context: BrowserContext, expected: readonly RegExp[] = []): string[] {
  const errors: string[] = [];
  const record = (text: string, page: Page | null) => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(`${page?.url() ?? "?"}: ${text}`);
  };
  context.on("console", (message: ConsoleMessage) => {
    if (message.type() === "error") record(message.text(), message.page());
  });
  context.on("weberror", (error) => record(String(error.error()), error.page()));
  return errors;
}

export { expect };
