import { describe, expect, it } from "vitest";
import { preferredCurrency } from "./preferred-currency";

describe("the currency that prices are shown in", () => {
  it.each([
    ["the one chosen before, whatever the language", "a=b; gatehouse.currency=gbp", ["de-DE"], "gbp"],
    ["that of the country", "", ["en-GB", "en"], "gbp"],
    ["the euro where it is paid with", "", ["de-AT"], "eur"],
    ["the rupee in India, with a script in the language", "", ["hi-Deva-IN"], "inr"],
    ["that of the next language when nothing is sold in the first one's", "", ["ja-JP", "en-IN"], "inr"],
    ["the first one without a country", "", ["en", "de"], "usd"],
    ["the first one for a choice that isn't sold any more", "gatehouse.currency=jpy", [], "usd"],
    ["not that of another cookie", "my_gatehouse.currency=eur", [], "usd"],
  ])("is %s", (_name, cookies, languages, currency) => {
    expect(preferredCurrency(["usd", "eur", "gbp", "inr"], cookies, languages)).toBe(currency);
  });
});
