import { describe, expect, it } from "vitest";
import { likePattern, organizationFilterSchema, readCursor, writeCursor } from "./organization-filter";

describe("the filter of the organizations list", () => {
  it("takes what the address says", () => {
    expect(organizationFilterSchema.parse({ search: " harbour ", status: "active", plan: "starter" })).toEqual({
      search: "harbour",
      status: "active",
      plan: "starter",
    });
  });

  it.each([
    ["an unknown state", { status: "rich" }],
    ["the same word twice", { search: ["a", "b"] }],
    ["a text without end", { search: "x".repeat(101) }],
    ["a letter that cannot be stored", { search: "a\0b", after: "\0" }],
    ["nothing but spaces", { search: "  " }],
  ])("leaves out %s", (_name, query) => {
    expect(organizationFilterSchema.parse(query)).toEqual({});
  });

  it("searches for the text itself, not for a pattern", () => {
    expect(likePattern("100%_\\")).toBe("%100\\%\\_\\\\%");
  });
});

describe("the cursor", () => {
  const cursor = { createdAt: new Date("2026-11-21T07:30:00.123Z"), id: "01a1fcf8-b913-74c2-b51f-33aa2c2b8cba" };

  it("is read as it was written", () => {
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it.each([undefined, "", "~", "yesterday~1", writeCursor(cursor).slice(0, -3)])("begins anew at %j", (text) => {
    expect(readCursor(text)).toBeUndefined();
  });
});
