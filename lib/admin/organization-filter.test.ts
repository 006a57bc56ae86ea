import { describe, expect, it } from "vitest";
import { likePattern, organizationFilterSchema, readCursor, writeCursor } from "./organization-filter";

describe("the filter of the organization list", () => {
  it("is parsed from the URL", () => {
    expect(organizationFilterSchema.parse({ search: " harbour ", status: "active", plan: "starter" })).toEqual({
      search: "harbour",
      status: "active",
      plan: "starter",
    });
  });

  it.each([
    ["an unknown status", { status: "rich" }],
    ["a repeated parameter", { search: ["a", "b"] }],
    ["a text that is too long", { search: "x".repeat(101) }],
    ["a character PostgreSQL can't store", { search: "a\0b", after: "\0" }],
    ["only spaces", { search: "  " }],
  ])("ignores %s", (_name, query) => {
    expect(organizationFilterSchema.parse(query)).toEqual({});
  });

  it("searches for the text literally", () => {
    expect(likePattern("100%_\\")).toBe("%100\\%\\_\\\\%");
  });
});

describe("the cursor", () => {
  const cursor = { createdAt: new Date("2026-11-21T07:30:00.123Z"), id: "01a1fcf8-b913-74c2-b51f-33aa2c2b8cba" };

  it("survives a round trip", () => {
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it.each([undefined, "", "~", "yesterday~1", writeCursor(cursor).slice(0, -3)])("is ignored if it is %j", (text) => {
    expect(readCursor(text)).toBeUndefined();
  });
});
