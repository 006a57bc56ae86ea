import { describe, expect, it } from "vitest";
import { addDays, addHours } from "@/lib/durations";
import { daysOf, endWords, expiresWords } from "./key-words";

const now = new Date("2026-03-10T12:00:00Z");

describe("a key's lifetime in words", () => {
  it.each([
    ["never expires", { expiresAt: null }, undefined, undefined],
    ["expires in three days", { expiresAt: addDays(now, 3) }, undefined, "Expires in 3 days"],
    ["expires in a day and an hour", { expiresAt: addHours(now, 25) }, undefined, "Expires in 2 days"],
    ["expires today", { expiresAt: addHours(now, 5) }, undefined, "Expires in less than a day"],
    ["expired at this moment", { expiresAt: now }, "Expired just now", undefined],
    [
      "was revoked before it expired",
      { expiresAt: addDays(now, 3), revokedAt: addDays(now, -2) },
      "Revoked 2 days ago",
      undefined,
    ],
  ])("%s", (_, key, ended, expires) => {
    expect(endWords(key, now)).toBe(ended);
    expect(expiresWords(key, now)).toBe(expires);
  });

  it("reads the chosen number of days", () => {
    expect([daysOf(""), daysOf("90")]).toEqual([null, 90]);
  });
});
