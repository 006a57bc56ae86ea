import { describe, expect, it } from "vitest";
import { expiry, rotation } from "./lifetime";

const at = (text: string) => new Date(`${text}:00Z`);
const now = at("2026-03-10T12:00");

describe("a key's life", () => {
  it("ends after so many days, or never", () => {
    expect(expiry(now, 30)).toEqual(at("2026-04-09T12:00"));
    expect(expiry(now, null)).toBeNull();
  });

  it.each([
    ["one without an end", null, 24, at("2026-03-11T12:00"), null],
    ["one that ends later", at("2026-04-01T00:00"), 24, at("2026-03-11T12:00"), at("2026-04-10T12:00")],
    ["one that ends within the overlap", at("2026-03-10T20:00"), 24, at("2026-03-10T20:00"), at("2026-03-20T08:00")],
    ["no overlap at all", null, 0, now, null],
  ])("rotates: %s", (_, expiresAt, hours, old, successor) => {
    const createdAt = at("2026-03-01T00:00");
    expect(rotation({ createdAt, expiresAt }, now, hours)).toEqual({ old, successor });
  });
});
