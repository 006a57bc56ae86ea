import { describe, expect, it } from "vitest";
import { matching } from "./match";

const entries = [
  { label: "Stripe events", keywords: "webhooks incoming" },
  { label: "Webhooks", keywords: "endpoints outgoing" },
  { label: "Use dark theme" },
];
const found = (text: string) => matching(entries, text).map(({ label }) => label);

describe("the entries of the palette", () => {
  it("are all there before anything is typed", () => {
    expect(found("")).toHaveLength(3);
    expect(found("  ")).toHaveLength(3);
  });

  it("are found by part of the label or the beginning of a keyword, in any case", () => {
    expect(found("RIPE")).toEqual(["Stripe events"]);
    expect(found("outgo")).toEqual(["Webhooks"]);
    expect(found("going")).toEqual([]);
    expect(found("nothing")).toEqual([]);
  });

  it("put those that begin with the text first", () => {
    expect(found("web")).toEqual(["Webhooks", "Stripe events"]);
  });

  it("must have every word, in any order", () => {
    expect(found("theme dark")).toEqual(["Use dark theme"]);
    expect(found("theme stripe")).toEqual([]);
  });
});
