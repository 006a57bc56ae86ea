import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { catalog as unison } from "@/products/unison/catalog";
import { withEuros } from "@/testing/billing/euro-catalog";
import { currencyStyle, InEachCurrency } from "./in-each-currency";
import { PlanCards } from "./plan-cards";

const cardsOf = (catalog: typeof unison) =>
  renderToStaticMarkup(
    <InEachCurrency catalog={catalog}>
      {(sold) => <PlanCards catalog={sold} chosenCurrency={sold.currency} />}
    </InEachCurrency>,
  );

describe("prices in several currencies", () => {
  it("are all in the page, each with a trial that remembers it", () => {
    const html = cardsOf(withEuros(unison));
    expect(html).toMatch(/data-currency="usd".*\$199.*data-currency="eur".*€179\.10/s);
    expect(html).toContain("/sign-up?plan=starter&amp;interval=year&amp;currency=eur");
  });

  it("are hidden but for the chosen one, whatever the currencies", () => {
    expect(currencyStyle(withEuros(unison))).toContain(
      "body:has([name=currency][value=eur]:checked) [data-currency]:not([data-currency=eur]){display:none}",
    );
  });

  it("of one currency alone need nothing around them", () => {
    expect(cardsOf(unison)).not.toContain("data-currency");
  });
});
