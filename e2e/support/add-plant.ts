import type { Page } from "@playwright/test";

/** Submits the form for a new plant. The caller checks whether it is accepted. */
export async function addPlant(page: Page, name: string): Promise<void> {
  if (!page.url().endsWith("/plants")) await page.goto("/plants");
  await page.getByRole("button", { name: "Add plant" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Plant name").fill(name);
  await form.getByRole("button", { name: "Save" }).click();
}
