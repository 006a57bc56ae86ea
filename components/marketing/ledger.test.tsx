import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { catalog as leadflow } from "@/products/leadflow/catalog";
import { catalog as origin } from "@/products/origin/catalog";
import { catalog as unison } from "@/products/unison/catalog";
import { LedgerSection } from "./ledger";

describe("the ledger on the landing page", () => {
  // Added up by hand.
  it.each([
    [unison, "3,420 kg", "−3,415 kg"],
    [origin, "$48,200.00", "−$1,280.00"],
    [leadflow, "138 emails", "−611 emails"],
  ])("of $name ends where its movements lead", (catalog, closing, step) => {
    const cells = [
      ...renderToStaticMarkup(<LedgerSection catalog={catalog} />).matchAll(
        /<td class="[^"]*figures[^"]*">(.*?)<\/td>/g,
      ),
    ].map(([, text]) => text);
    expect(cells.at(-1)).toBe(closing);
    expect(cells).toContain(step);
    expect(cells).toHaveLength((catalog.copy.ledger?.steps.length ?? 0) + 2);
  });

  it("is left out by a product without one", () => {
    const catalog = { ...unison, copy: { ...unison.copy, ledger: undefined } };
    expect(renderToStaticMarkup(<LedgerSection catalog={catalog} />)).toBe("");
  });
});
