import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * Expects no serious or critical axe finding. Legacy mode is enough for pages without frames of other hosts, and opens no
 * extra page per analysis. That and leaving out passed rules save most of the time.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const findings = serious.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join("\n  ")}`,
  );
  expect(findings, `accessibility of ${page.url()}`).toEqual([]);
}

/** Expects nothing wider than the screen, once charts have measured themselves. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(excess, { message: `horizontal overflow of ${page.url()}` }).toBeLessThanOrEqual(0);
}
