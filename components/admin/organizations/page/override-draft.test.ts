import { describe, expect, it } from "vitest";
import { grantOverrideSchema } from "@/lib/entitlements/overrides/override-input";
import { emptyDraft, overrideOf } from "./override-draft";
import { overrideDraftSchema } from "./override-draft-schema";

const draft = { ...emptyDraft, reason: "Pilot" };

describe("the override form", () => {
  it.each([
    [
      { ...draft, subject: "meter:users", limit: "40" },
      { kind: "meter", name: "users", limit: 40, reason: "Pilot" },
    ],
    [
      { ...draft, subject: "meter:users", unlimited: true },
      { kind: "meter", name: "users", limit: "unlimited", reason: "Pilot" },
    ],
    [
      { ...draft, subject: "feature:api_access", enabled: "off", until: "2026-04-01" },
      { kind: "feature", name: "api_access", enabled: false, reason: "Pilot", expiresAt: "2026-04-01T00:00:00Z" },
    ],
  ] as const)("turns %j into the input of grantOverride", (given, expected) => {
    const override = overrideOf(overrideDraftSchema.parse(given));
    expect(override).toEqual(expected);
    expect(grantOverrideSchema.parse(override)).toEqual(expected);
  });

  it.each([
    ["no limit or feature", { reason: "x" }],
    ["a limit below zero", { subject: "meter:users", limit: "-1", reason: "x" }],
    ["an empty limit, which lifts none", { subject: "meter:users", limit: "", reason: "x" }],
    ["a fraction", { subject: "meter:users", limit: "1.5", reason: "x" }],
    ["no reason", { subject: "meter:users", limit: "1", reason: " " }],
    ["an invalid date", { subject: "meter:users", limit: "1", reason: "x", until: "soon" }],
  ])("rejects %s", (_, given) => {
    expect(overrideDraftSchema.safeParse({ ...emptyDraft, ...given }).success).toBe(false);
  });
});
