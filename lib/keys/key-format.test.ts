import { describe, expect, it } from "vitest";
import { hashToken } from "@/lib/auth";
import { keyOf, looksLikePlatformKey, newKey } from "./key-format";

describe("a key", () => {
  it.each(["platform", "organization"] as const)(
    "of the kind %s is recognized by its prefix and stored as a hash",
    (kind) => {
      const { key, prefix, hash } = newKey(kind);
      expect(key.startsWith(prefix)).toBe(true);
      expect(key.length - prefix.length).toBeGreaterThan(35);
      expect(keyOf(`Bearer ${key}`)).toEqual({ kind, hash });
      expect(hash).toBe(hashToken(key));
      expect(keyOf(`bearer ${key}`)?.kind).toBe(kind);
      expect(looksLikePlatformKey(`bearer ${key}`)).toBe(kind === "platform");
    },
  );

  it("is never the same twice", () => {
    expect(new Set(Array.from({ length: 100 }, () => newKey("platform").key)).size).toBe(100);
  });

  it.each([
    "",
    "Bearer",
    "Bearer ",
    "Basic gh_platform_0123456789012345678901234",
    "Bearer gh_platform_",
    "Bearer gh_other_0123456789012345678901",
  ])("is not found in %j", (header) => {
    expect(keyOf(header)).toBeUndefined();
  });
});
