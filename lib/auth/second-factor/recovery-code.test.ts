import { describe, expect, it } from "vitest";
import { hashRecoveryCode, looksLikeRecoveryCode, newRecoveryCode, normalizeCode } from "./recovery-code";

describe("a recovery code", () => {
  it("has four groups of four, without letters and digits that look alike", () => {
    for (let count = 0; count < 50; count += 1) {
      expect(newRecoveryCode()).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
    }
  });

  it("is another one each time", () => {
    expect(new Set(Array.from({ length: 100 }, newRecoveryCode)).size).toBe(100);
  });

  it.each(["K7QF-2MXA-9RTB-HW4C", "k7qf2mxa9rtbhw4c", " k7qf 2mxa 9rtb hw4c\n", "K7QF - 2MXA - 9RTB - HW4C"])(
    "may be typed as %j",
    (typed) => {
      expect(hashRecoveryCode(typed)).toBe(hashRecoveryCode("K7QF-2MXA-9RTB-HW4C"));
    },
  );

  it("isn't stored as it is", () => {
    expect(hashRecoveryCode("K7QF-2MXA-9RTB-HW4C")).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ["123456", false],
    ["123 456", false],
    ["K7QF-2MXA-9RTB-HW4C", true],
    ["k7qf2mxa9rtbhw4c", true],
    ["", false],
  ])("%j is distinguished from an app's code: %s", (typed, expected) => {
    expect(looksLikeRecoveryCode(typed)).toBe(expected);
  });

  it("and an app's code may contain spaces", () => {
    expect(normalizeCode("123 456")).toBe("123456");
  });
});
