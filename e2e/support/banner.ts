import type { Page } from "@playwright/test";
import { expect } from "./test";

const colours = { blue: "info", yellow: "warning", red: "destructive" } as const;

/** The line over every page, by its colour and words. */
export async function expectBanner(page: Page, colour: keyof typeof colours, words: string | RegExp): Promise<void> {
  await page.goto("/dashboard");
  const banner = page.getByRole("region", { name: "Your plan" });
  await expect(banner).toContainText(words);
  await expect(banner).toHaveAttribute("data-tone", colours[colour]);
}

export async function expectNoBanner(page: Page): Promise<void> {
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Your plan" })).toHaveCount(0);
}
