import type { Locator } from "@playwright/test";

/** The amount beside a term in a dialog: "Due today" → "$12.34". */
export async function amountOf(dialog: Locator, term: string | RegExp): Promise<string> {
  const row = dialog.locator("dl > div").filter({ has: dialog.page().locator("dt", { hasText: term }) });
  return (await row.locator("dd").textContent()) ?? "";
}
