import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** The rules whose result depends on colors. No other rule does. */
const colorRules = ["color-contrast", "link-in-text-block"];

/**
 * Expects no axe finding of any severity.
 *
 * @param rules `colors` when only the colors have changed since the last time.
 */
export async function expectAccessible(page: Page, rules: "all" | "colors" = "all"): Promise<void> {
  await injectAxe(page);
  const { violations } = await page.evaluate(
    (only) =>
      window.axe.run({ resultTypes: ["violations"], ...(only ? { runOnly: { type: "rule", values: only } } : {}) }),
    rules === "colors" ? colorRules : undefined,
  );
  const findings = violations.flatMap(({ id, help, nodes }) => {
    const found = nodes.map(({ html }) => html).filter((html) => !(id === "region" && isOpenMenu(html)));
    return found.length > 0 ? [`${id}: ${help}\n  ${found.join("\n  ")}`] : [];
  });
  expect(findings, `accessibility of ${page.url()}`).toEqual([]);
}

/** An open menu is modal and outside of the landmarks, which are hidden meanwhile. Axe excuses dialogs from that, but not menus. */
const isOpenMenu = (html: string): boolean => html.startsWith("<div data-radix-popper-content-wrapper");

/** Once per document: the browser takes as long to compile axe as to run it on a small page. */
async function injectAxe(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(axe.source);
  }
}

/** Expects nothing wider than the screen, once charts have measured themselves. */
export async function expectNoOverflow(page: Page, options: { timeout?: number } = {}): Promise<void> {
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(excess, { ...options, message: `horizontal overflow of ${page.url()}` }).toBeLessThanOrEqual(0);
}
