import type { Page } from "@playwright/test";
import { expect } from "./test";

/** The id of the organization that a signed-in page was rendered for. */
export async function organizationOf(page: Page): Promise<string> {
  const meta = page.locator('meta[name="gatehouse:organization"]');
  await expect(meta).toHaveCount(1);
  return (await meta.getAttribute("content")) ?? "";
}

/** The headers of a request that the page itself would send. */
export const headersOf = async (page: Page) => ({ "Gatehouse-Organization": await organizationOf(page) });

/** Selects another of the person's organizations. */
export async function switchTo(page: Page, organization: string): Promise<void> {
  await page
    .getByRole("button", { name: /Your account/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: organization }).click();
  await expect(page.getByRole("complementary").getByText(organization)).toBeVisible();
}
