import { describe, expect, it } from "vitest";
import { unison } from "@/lib/catalog/products/unison";
import { compose } from "./composition";
import { readQuote, writeQuote } from "./quote";

const now = 1_795_262_000;
const present = compose(unison, { plan: "professional", interval: "month", addOns: { extra_user: 3 } }, []);
const quote = writeQuote(now, present);

describe("a quote", () => {
  it("brings back the second it was reckoned from, in whatever order the items come", () => {
    expect(readQuote(quote, present, now)).toBe(now);
    expect(readQuote(quote, present.toReversed(), now + 29 * 60)).toBe(now);
  });

  it.each([
    ["it is over half an hour old", quote, present, now + 31 * 60],
    ["it is of a time to come", writeQuote(now + 3600, present), present, now],
    ["a seat was added since", quote, present.map((piece) => ({ ...piece, quantity: 4 })), now],
    ["the price is another one", quote, present.map((piece) => ({ ...piece, lookupKey: `${piece.lookupKey}2` })), now],
  ])("is refused when %s", (_why, given, pieces, at) => {
    expect(() => readQuote(given, pieces, at)).toThrow(expect.objectContaining({ code: "conflict" }));
  });

  it.each(["", "free", `${now}`, `${now}-`, `${quote} `, `-1${quote}`])("is nothing else: %j", (nonsense) => {
    expect(() => readQuote(nonsense, present, now)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });
});
