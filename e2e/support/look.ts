import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./accessibility";
import { settled, structureOf } from "./settled";

const screens = [
  { name: "narrow", viewport: { width: 360, height: 780 } },
  { name: "wide", viewport: { width: 1440, height: 900 } },
] as const;

/** Checks the current page on a wide and a narrow screen. With PICTURES_DIR, saves screenshots there. */
export async function lookAt(
  page: Page,
  name: string,
  themes: readonly ("light" | "dark")[] = ["light"],
): Promise<void> {
  const folder = process.env.PICTURES_DIR;
  for (const { name: screen, viewport } of screens) {
    await page.setViewportSize(viewport);
    let checked: string | undefined;
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
      await settled(page);
      await expectNoOverflow(page);
      const structure = await structureOf(page);
      // Every rule that has nothing to do with colors has the same result on the same structure.
      await expectAccessible(page, structure === checked ? "colors" : "all");
      checked = structure;
      if (folder) await page.screenshot({ path: `${folder}/${name}-${screen}-${colorScheme}.png`, fullPage: true });
    }
  }
}
