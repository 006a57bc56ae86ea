import { describe, expect, it } from "vitest";
import { daysOf, keyEnd, lifeWords } from "./key-words";

const now = new Date("2026-03-10T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe("what is said of a key's life", () => {
  it.each([
    ["it works for good", { expiresAt: null }, undefined, undefined],
    ["it works for three days", { expiresAt: inDays(3) }, undefined, /^works for 3 more days$/],
    ["it ended now", { expiresAt: now }, /^Expired/, undefined],
    [
      "it was revoked before its end",
      { expiresAt: inDays(3), revokedAt: inDays(-2) },
      /^Revoked 2 days ago$/,
      undefined,
    ],
  ])("%s", (_, key, end, life) => {
    if (end) expect(keyEnd(key, now)).toMatch(end);
    else expect(keyEnd(key, now)).toBeUndefined();
    if (life) expect(lifeWords(key, now)).toMatch(life);
    else expect(lifeWords(key, now)).toBeUndefined();
  });

  it("reads a choice of days", () => {
    expect([daysOf(""), daysOf("90")]).toEqual([null, 90]);
  });
});
