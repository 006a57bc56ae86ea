import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectNoOverflow } from "./accessibility";
import { openSettled, settled, structureOf } from "./settled";

export const screens = [
  { name: "wide", viewport: { width: 1440, height: 900 } },
  { name: "narrow", viewport: { width: 360, height: 780 } },
] as const;
export const themes = ["dark", "light"] as const;

/** One theme, with axe on one screen; which ones depends on the page. `npm run test:all` tries each theme on each screen. */
const short = Boolean(process.env.SKIP_LONG_TESTS);

/** Folder for screenshots of the pages; none are taken without it. */
const pictures = process.env.PAGES_PICTURES;

type SweepOptions = {
  /** Prefix of the screenshots' names. */
  named?: string;
  /** Each theme on each screen. */
  everyCombination?: boolean;
};

/**
 * Loads a page, switches it to dark and then to light, as a visitor would, and expects on a wide and a narrow screen that it fits and
 * is accessible.
 */
export async function sweep(
  page: Page,
  visitor: string,
  path: string,
  { named = path, everyCombination = !short }: SweepOptions = {},
): Promise<void> {
  const picture = `${visitor}${named.replaceAll(/[/?=&+]+/g, "-")}`;
  await switchTo(page, "light");
  await openSettled(page, path);
  const structures = new Map<string, string>();
  const { theme: onlyTheme, screen: onlyScreen } = chosenFor(`${visitor}${path}`);
  for (const theme of everyCombination ? themes : [onlyTheme]) {
    await switchTo(page, theme);
    // Only a page that runs follows the switch, so its charts are about to measure themselves.
    await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${theme}\\b`));
    for (const { name, viewport } of theme === "dark" ? screens : screens.toReversed()) {
      await page.setViewportSize(viewport);
      await test.step(`${path} ${name} ${theme}`, async () => {
        await settled(page);
        await expectNoOverflow(page, { timeout: 1_000 });
        if (everyCombination || name === onlyScreen) {
          const structure = await structureOf(page);
          // Every rule that has nothing to do with colors has the same result on the same structure.
          await expectAccessible(page, structures.get(name) === structure ? "colors" : "all");
          structures.set(name, structure);
        }
        if (pictures) await page.screenshot({ path: `${pictures}/${picture}-${name}-${theme}.png`, fullPage: true });
      });
    }
  }
}

/** Spread evenly over the pages, and the same in every run. */
function chosenFor(text: string) {
  const sum = [...text].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return { theme: themes[sum % 2] ?? "dark", screen: screens[Math.floor(sum / 2) % 2]?.name ?? "wide" };
}

const switchTo = (page: Page, colorScheme: (typeof themes)[number]) =>
  page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
