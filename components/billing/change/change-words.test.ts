import { describe, expect, it } from "vitest";
import type { PreviewJson } from "../use-preview";
import { confirmWords, effectWords, levelWords, outcomeWords, totalOf, withUsDates } from "./change-words";

const at = "2026-12-21T10:00:00.000Z";
const preview: PreviewJson = {
  kind: "upgrade",
  effect: "now",
  at: null,
  currency: "usd",
  today: { amount: 7534, credit: 0, discount: 0, tax: 0, lines: [] },
  next: { amount: 19900, discount: 0, tax: 0, lines: [], at, plusUse: false },
  lost: { features: [], levels: [], invitations: [] },
  quote: "1795262000-0123456789abcdef",
};

describe("before a change is confirmed", () => {
  it.each<[string, Partial<PreviewJson>, string]>([
    ["a payment now", {}, "Pay $75.34 and change now"],
    ["no payment now", { today: { ...preview.today, amount: 0 } as PreviewJson["today"] }, "Change now"],
    ["a scheduled change", { effect: "period_end", at, today: null }, "Change on Dec 21, 2026 UTC"],
    ["both", { effect: "both", at }, "Pay $75.34 and change now"],
    ["no change", { effect: "none", today: null }, "Keep current plan"],
  ])("the button is right for %s", (_what, given, words) => {
    expect(confirmWords({ ...preview, ...given })).toBe(words);
  });

  it("dates in Stripe's descriptions are written like all others", () => {
    expect(withUsDates("Unused time on Unison Professional after 3 Nov 2026")).toBe(
      "Unused time on Unison Professional after Nov 3, 2026",
    );
    expect(withUsDates("1 × Unison Starter (at $49.00 / month)")).toBe("1 × Unison Starter (at $49.00 / month)");
  });

  it("a sentence says when it takes effect, and another what won't fit, with its numbers", () => {
    expect(effectWords({ ...preview, effect: "period_end", at })).toContain("Takes effect on Dec 21, 2026 UTC");
    expect(effectWords({ ...preview, kind: "add_ons" })).toBe(
      "Takes effect immediately. You pay for the rest of your billing period.",
    );
    expect(effectWords({ ...preview, effect: "both", at })).toContain("Decreases take effect on Dec 21, 2026 UTC.");
    expect(levelWords({ meter: "plants", name: "Plants", used: 3, limit: 1, over: 2 })).toBe(
      "Plants: 3 in use, 1 included. Nothing is deleted; you can't add more until you're at 1 or fewer.",
    );
  });
});

it("a line confirms the outcome", () => {
  const of = (outcome: Parameters<typeof outcomeWords>[0]) => outcomeWords(outcome, "Professional", preview);
  expect(of({ outcome: "scheduled", at, changed: false })).toBe(
    "Change to Professional scheduled for Dec 21, 2026 UTC.",
  );
  expect(of({ outcome: "changed" })).toBe("You have Professional now. Next charge: $199.00 on Dec 21, 2026 UTC.");
  expect(of({ outcome: "awaiting_payment", payUrl: null, until: at })).toContain("nothing has changed yet");
});

it("the foot of the dialog says what is due today or, if nothing is, with the next invoice", () => {
  expect(totalOf(preview)).toEqual({ term: "Due today", amount: 7534, currency: "usd" });
  expect(totalOf({ ...preview, today: null })).toEqual({
    term: "Next invoice, Dec 21, 2026 UTC",
    amount: 19900,
    currency: "usd",
  });
  expect(totalOf({ ...preview, today: null, next: null })).toBeNull();
});
