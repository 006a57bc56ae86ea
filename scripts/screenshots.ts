// npm run screenshots: takes the pictures of the landing page and the README from the seeded demo.
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { chromiumFlags, ensureChromium } from "./chromium";
import type { DemoFile } from "./stack/report";
import { startTemporaryStack } from "./stack/temporary";

const folder = `public/screenshots/${process.env.PRODUCT || "unison"}`;

const { demo, stop } = await runningOrTemporary();
const browser = await chromium.launch({ executablePath: ensureChromium(console.log), args: chromiumFlags });
try {
  await mkdir(folder, { recursive: true });
  for (const theme of ["light", "dark"] as const) await take(theme);
} finally {
  await browser.close();
  await stop();
}

/** The demo of DATA_DIR when it runs, so that one can look at what is pictured. */
async function runningOrTemporary(): Promise<{ demo: DemoFile; stop: () => Promise<void> }> {
  const dataDir = process.env.DATA_DIR || ".data";
  if (!existsSync(join(dataDir, "stack.pid"))) return startTemporaryStack();
  return { demo: JSON.parse(await readFile(join(dataDir, "demo.json"), "utf8")), stop: async () => undefined };
}

async function take(theme: "light" | "dark") {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 2,
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "America/Chicago",
  });
  const page = await context.newPage();
  await signIn(page);
  await page.goto(`${demo.url}/dashboard`, { waitUntil: "networkidle" });
  // The product is pictured, not what moves the demo's time.
  await page.addStyleTag({ content: "[data-time-machine] { display: none }" });
  await page.screenshot({ path: `${folder}/dashboard-${theme}.png` });
  console.log(`${folder}/dashboard-${theme}.png`);
  await context.close();
}

async function signIn(page: Page) {
  const { email, password } = demo.signIns.paying;
  await page.goto(`${demo.url}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}
