import { mkdirSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** If set, a folder for screenshots of every checked page. */
const screenshotFolder = process.env.PAGES_PICTURES;

/** Fits wide and narrow screens and has no serious axe violations, in light and dark mode. */
export async function expectGoodLayout(page: Page, name: string): Promise<void> {
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${name} is wider than ${width} px`).toBeLessThanOrEqual(0);
    if (screenshotFolder) await takeScreenshot(page, `${name}-${width}`);
  }
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    if (screenshotFolder && colorScheme === "dark") await takeScreenshot(page, `${name}-dark`);
    await expectNoAxeViolations(page, `${name}, ${colorScheme}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function takeScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshotFolder ?? "", { recursive: true });
  await page.screenshot({ path: `${screenshotFolder}/${name}.png`, fullPage: true });
}

async function expectNoAxeViolations(page: Page, what: string): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const findings = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n  ")}`);
  expect(findings, what).toEqual([]);
}

/** Presses Tab until the given element has the focus. */
export async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() => {
      const at = document.activeElement;
      return at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? "") : (at?.textContent ?? "");
    });
    if (label.trim().startsWith(text)) return;
  }
  throw new Error(`Tab never reached ${text}`);
}
