import { describe, expect, it } from "vitest";
import { isSigned, signDownload } from "./download-link";

const secret = "a secret of at least 32 characters.";
const now = new Date("2026-11-30T09:00:00Z");
const expiresAt = new Date("2026-11-30T10:00:00Z");
const link = { date: "2026-11-30", file: "movements.csv.gz" };
const query = signDownload({ ...link, expiresAt }, secret);

describe("the link of a nightly file", () => {
  it("works until it expires", () => {
    expect(isSigned({ ...link, query }, secret, now)).toBe(true);
    expect(isSigned({ ...link, query }, secret, expiresAt)).toBe(false);
  });

  it.each([
    ["another file", { file: "invoices.csv.gz" }],
    ["another day", { date: "2026-11-29" }],
  ])("doesn't work for %s", (_, other) => {
    expect(isSigned({ ...link, ...other, query }, secret, now)).toBe(false);
  });

  it("can't be made to last longer, nor signed with another secret", () => {
    const longer = new URLSearchParams(query);
    longer.set("expires", "4102444800");
    expect(isSigned({ ...link, query: longer }, secret, now)).toBe(false);
    expect(isSigned({ ...link, query }, `${secret}!`, now)).toBe(false);
    expect(isSigned({ ...link, query: new URLSearchParams() }, secret, now)).toBe(false);
  });
});
