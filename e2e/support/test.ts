import { type BrowserContext, test as base, type ConsoleMessage, expect, type Page } from "@playwright/test";
import { type Person, sessionOf } from "./sessions";
import { stack } from "./stack";

type Fixtures = {
  /** A pattern per expected complaint of the browser's console; any other fails the test. */
  expectedErrors: RegExp[];
  /** Who is signed in when the test begins. Where signing in is the subject, use `signIn`. */
  signedInAs: Person | undefined;
};

/** Fails a test whose page says an error nobody expects. */
export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],
  signedInAs: [undefined, { option: true }],
  storageState: async ({ signedInAs }, use) => use(signedInAs && sessionOf(signedInAs)),
  // Playwright insists on a destructured first parameter.
  baseURL: async ({ baseURL }, use) => use(baseURL ?? stack().url),
  context: async ({ context, expectedErrors }, use) => {
    const said = hearErrors(context, expectedErrors);
    await use(context);
    expect(said, "errors on the browser's console").toEqual([]);
  },
});

/** Collects what the pages of a context complain of from now on. */
export function hearErrors(context: BrowserContext, expected: readonly RegExp[] = []): string[] {
  const said: string[] = [];
  const hear = (text: string, page: Page | null) => {
    if (!expected.some((pattern) => pattern.test(text))) said.push(`${page?.url() ?? "?"}: ${text}`);
  };
  context.on("console", (message: ConsoleMessage) => {
    if (message.type() === "error") hear(message.text(), message.page());
  });
  context.on("weberror", (error) => hear(String(error.error()), error.page()));
  return said;
}

export { expect };
