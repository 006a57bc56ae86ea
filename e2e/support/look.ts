import type { Page } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./accessibility";

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
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectAccessible(page);
      await expectNoOverflow(page);
      if (folder) await page.screenshot({ path: `${folder}/${name}-${screen}-${colorScheme}.png`, fullPage: true });
    }
  }
}
