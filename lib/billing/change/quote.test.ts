import { describe, expect, it } from "vitest";
import { readQuote, writeQuote } from "./quote";

const secret = "a-secret-of-the-test-0123456789abcdef";
const second = 1_795_262_000;
const later = (seconds: number) => new Date((second + seconds) * 1000);
const now = later(0);
const facts = ["is unison_starter_month_usd_v1×1", "now unison_professional_month_usd_v1×1", "until 1797854000"];
const quote = writeQuote(second, facts, secret);

describe("a quote", () => {
  it("returns its proration date for half an hour", () => {
    expect(readQuote(quote, facts, now, secret)).toBe(second);
    expect(readQuote(quote, facts, later(29 * 60), secret)).toBe(second);
  });

  it.each([
    ["exactly half an hour old", later(30 * 60)],
    ["a minute ahead, from a server whose clock is", later(-60)],
  ])("is valid when it is %s", (_when, at) => expect(readQuote(quote, facts, at, secret)).toBe(second));

  it.each([
    ["a second over half an hour old", later(30 * 60 + 1)],
    ["more than a minute ahead", later(-61)],
  ])("has expired when it is %s", (_when, at) => {
    expect(() => readQuote(quote, facts, at, secret)).toThrow(expect.objectContaining({ code: "conflict" }));
  });

  it.each([
    ["it is over half an hour old", quote, facts, later(31 * 60)],
    ["its date is in the future", writeQuote(second + 3600, facts, secret), facts, now],
    ["a fact was added", quote, [...facts, "di_new"], now],
    ["a fact was removed", quote, facts.slice(1), now],
  ])("is rejected when %s", (_why, given, known, at) => {
    expect(() => readQuote(given, known, at, secret)).toThrow(expect.objectContaining({ code: "conflict" }));
  });

  it("says what to do when it no longer holds, and why for the page", () => {
    expect(() => readQuote(quote, [], now, secret)).toThrow(
      expect.objectContaining({
        message: "The price has changed since this preview. Review the new amount before confirming.",
        details: { reason: "quote_outdated" },
      }),
    );
    expect(() => readQuote("free", facts, now, secret)).toThrow("quote: send the quote of a preview.");
  });

  it("is rejected with another second, so that no one can choose when a new price begins", () => {
    const [, sealed] = quote.split("-");
    expect(() => readQuote(`${second + 58}-${sealed}`, facts, now, secret)).toThrow(
      expect.objectContaining({ code: "conflict" }),
    );
  });

  it("is rejected when someone else made it", () => {
    const forged = writeQuote(second, facts, "another-secret-0123456789abcdefghij");
    expect(() => readQuote(forged, facts, now, secret)).toThrow(expect.objectContaining({ code: "conflict" }));
  });

  it("is rejected when one fact became two that read the same together", () => {
    expect(() => readQuote(writeQuote(second, ["ab"], secret), ["a", "b"], now, secret)).toThrow(
      expect.objectContaining({ code: "conflict" }),
    );
  });

  it.each(["", "free", `${second}`, `${second}-`, `${quote} `, `-1${quote}`])("is not %j", (nonsense) => {
    expect(() => readQuote(nonsense, facts, now, secret)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });
});
