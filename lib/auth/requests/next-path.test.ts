import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path";

describe("where to go after signing in", () => {
  it.each([
    ["/billing", "/billing"],
    ["/billing?tab=invoices#top", "/billing?tab=invoices#top"],
    ["/invite/abc_DEF-1", "/invite/abc_DEF-1"],
    [undefined, "/dashboard"],
    ["", "/dashboard"],
    ["billing", "/dashboard"],
    ["//evil.example", "/dashboard"],
    ["/\\evil.example", "/dashboard"],
    ["/\t/evil.example", "/dashboard"],
    ["https://evil.example", "/dashboard"],
    ["javascript:alert(1)", "/dashboard"],
    ["/a\\..\\b", "/dashboard"],
    ["/.//evil.example", "/dashboard"],
    ["/x/..//evil.example", "/dashboard"],
    ["/%2e//evil.example", "/dashboard"],
  ])("%s → %s", (requested, path) => {
    expect(nextPath(requested)).toBe(path);
  });

  it("never leads to another site, whatever was requested", () => {
    const nasty = fc.array(fc.constantFrom("/", "\\", ".", "@", ":", "\t", "\n", "evil.example", "%2f", "?", "#", " "));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          nasty.map((parts) => `/${parts.join("")}`),
        ),
        (requested) => {
          const target = new URL(nextPath(requested), "https://app.example.com");
          expect(target.origin).toBe("https://app.example.com");
        },
      ),
    );
  });
});
