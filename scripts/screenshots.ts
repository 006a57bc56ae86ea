// npm run screenshots: takes the screenshots for the README from the demo.
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { defaultProduct } from "@/products/default-product";
import { chromiumFlags, ensureChromium } from "./chromium";
import type { DemoFile } from "./stack/demo-file";
import { startTemporaryStack } from "./stack/temporary";

const folder = `public/screenshots/${process.env.PRODUCT || defaultProduct}`;

const { demo, stop } = await runningOrTemporary();
const browser = await chromium.launch({ executablePath: ensureChromium(console.log), args: chromiumFlags });
try {
  await mkdir(folder, { recursive: true });
  for (const theme of ["light", "dark"] as const) await capture(theme);
} finally {
  await browser.close();
  await stop();
}

/** The demo in DATA_DIR if it is running, so that you can see what is being captured; else a temporary one. */
async function runningOrTemporary(): Promise<{ demo: DemoFile; stop: () => Promise<void> }> {
  const dataDir = process.env.DATA_DIR || ".data";
  if (!existsSync(join(dataDir, "stack.pid"))) return startTemporaryStack();
  return { demo: JSON.parse(await readFile(join(dataDir, "demo.json"), "utf8")), stop: async () => undefined };
}

async function capture(theme: "light" | "dark") {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1.5,
    colorScheme: theme,
    reducedMotion: "reduce",
    // The picture is encoded on the page, whose policy knows no pictures in addresses.
    bypassCSP: true,
    locale: "en-US",
    timezoneId: "America/Chicago",
  });
  const page = await context.newPage();
  await signIn(page);
  await page.goto(`${demo.url}/dashboard`, { waitUntil: "networkidle" });
  // Neither the time machine nor the indicator of `npm run dev` is part of the product.
  await page.addStyleTag({ content: "[data-time-machine], nextjs-portal { display: none }" });
  const file = `${folder}/dashboard-${theme}.webp`;
  await writeFile(file, await asWebp(page, await page.screenshot()));
  console.log(file);
  await context.close();
}

/** A tenth of the size of a PNG file, encoded by the browser. */
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const url = await page.evaluate(async (base64) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${base64}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    return canvas.toDataURL("image/webp", 0.86);
  }, png.toString("base64"));
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

async function signIn(page: Page) {
  const { email, password } = demo.signIns.paying;
  await page.goto(`${demo.url}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}
