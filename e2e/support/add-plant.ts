import type { Page } from "@playwright/test";

/** Asks for a plant on the page of plants; whether it is made is another matter. */
export async function addPlant(page: Page, name: string): Promise<void> {
  if (!page.url().endsWith("/plants")) await page.goto("/plants");
  await page.getByRole("button", { name: "Add plant" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Plant name").fill(name);
  await form.getByRole("button", { name: "Save" }).click();
}
