import { describe, expect, it } from "vitest";
import { outcomeWords } from "./outcome-words";
import { confirmWords, effectWords, levelWords } from "./preview-words";
import type { PreviewJson } from "./use-preview";

const at = "2026-12-21T10:00:00.000Z";
const preview: PreviewJson = {
  kind: "upgrade",
  effect: "now",
  at: null,
  currency: "usd",
  today: { amount: 7534, credit: 0, discount: 0, tax: 0, lines: [] },
  next: { amount: 19900, discount: 0, tax: 0, lines: [], at, plusUse: false },
  lost: { features: [], levels: [] },
  quote: "1795262000-0123456789abcdef",
};

describe("before it is confirmed", () => {
  it.each<[string, Partial<PreviewJson>, string]>([
    ["what is paid now", {}, "Pay $75.34 and change now"],
    ["what costs nothing now", { today: { ...preview.today, amount: 0 } as PreviewJson["today"] }, "Change now"],
    ["what waits", { effect: "period_end", at, today: null }, "Change on December 21, 2026"],
    ["what does both", { effect: "both", at }, "Pay $75.34 and change now"],
    ["what changes nothing", { effect: "none", today: null }, "Keep as it is"],
  ])("the button says %s", (_what, given, words) => {
    expect(confirmWords({ ...preview, ...given })).toBe(words);
  });

  it("a sentence says when, and another what no longer fits, with its numbers", () => {
    expect(effectWords({ ...preview, effect: "period_end", at })).toContain("Takes effect on December 21, 2026");
    expect(effectWords({ ...preview, kind: "add_ons" })).toBe("Takes effect now, for what is left of your period.");
    expect(effectWords({ ...preview, effect: "both", at })).toContain("what you give up goes on December 21, 2026");
    expect(levelWords({ meter: "plants", name: "Plants", used: 3, limit: 1, over: 2 })).toBe(
      "Plants: 3 in use, 1 included. Nothing is deleted, but adding is refused until 2 fewer are in use.",
    );
  });
});

it("afterwards a line says what became of it", () => {
  expect(outcomeWords({ outcome: "scheduled", at, changed: false })).toBe("Scheduled for December 21, 2026.");
  expect(outcomeWords({ outcome: "awaiting_payment", payUrl: null, until: at })).toContain("nothing has changed yet");
});
