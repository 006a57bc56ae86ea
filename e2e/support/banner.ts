import type { Page } from "@playwright/test";
import { expect } from "./test";

const colors = { blue: "info", yellow: "warning", red: "destructive" } as const;

/** Asserts the color and text of the banner above every page. */
export async function expectBanner(page: Page, color: keyof typeof colors, words: string | RegExp): Promise<void> {
  await page.goto("/dashboard");
  const banner = page.getByRole("region", { name: "Your plan" });
  await expect(banner).toContainText(words);
  await expect(banner).toHaveAttribute("data-tone", colors[color]);
}

export async function expectNoBanner(page: Page): Promise<void> {
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Your plan" })).toHaveCount(0);
}
