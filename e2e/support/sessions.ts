import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { chromiumFlags, findChromium } from "@/scripts/chromium";
import { signIn } from "./sign-in";
import { stack } from "./stack";

/** The people the demo data has accounts for. */
export type Person = keyof ReturnType<typeof stack>["signIns"];

const folder = () => join(process.env.DATA_DIR ?? ".data", "sessions");

/** The cookies of a person's session, as Playwright's `storageState` takes them. */
export const sessionOf = (person: Person): string => join(folder(), `${person}.json`);

/** Signs in each person once through the form, and saves the sessions for all tests. */
export async function saveSessions(): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: chromiumFlags, ...(executablePath ? { executablePath } : {}) });
  try {
    await Promise.all((Object.keys(stack().signIns) as Person[]).map((person) => saveSession(browser, person)));
  } finally {
    await browser.close();
  }
}

async function saveSession(browser: Browser, person: Person): Promise<void> {
  const context = await browser.newContext({ baseURL: stack().url, javaScriptEnabled: false });
  await signIn(await context.newPage(), stack().signIns[person]);
  await context.storageState({ path: sessionOf(person) });
}
