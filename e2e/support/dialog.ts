import type { Locator } from "@playwright/test";

/** The amount that a dialog shows for a term: "$12.34" for "Due today". */
export async function amountOf(dialog: Locator, term: string | RegExp): Promise<string> {
  const row = dialog.locator("dl > div").filter({ has: dialog.page().locator("dt", { hasText: term }) });
  return (await row.locator("dd").textContent()) ?? "";
}
