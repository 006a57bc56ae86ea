import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * No finding of axe that is serious or critical. Its legacy mode is for pages without frames of other hosts, which ours are:
 * it opens no page of its own for each analysis, and what passed is not written up. Both together took most of the time.
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

/** Nothing is wider than the screen, once what measures itself has done so. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(excess, { message: `horizontal overflow of ${page.url()}` }).toBeLessThanOrEqual(0);
}
