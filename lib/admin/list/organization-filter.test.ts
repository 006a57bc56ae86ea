import { describe, expect, it } from "vitest";
import { readCursor, writeCursor } from "./list-cursor";
import { isFiltered, likePattern, sortingOf, sortParameter, viewParameters } from "./organization-filter";
import { organizationFilterSchema } from "./organization-filter-schema";

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
    ["a text that is too long", { search: "x".repeat(501) }],
    ["a character PostgreSQL can't store", { search: "a\0b", after: "\0" }],
    ["only spaces", { search: "  " }],
  ])("ignores %s", (_name, query) => {
    expect(organizationFilterSchema.parse(query)).toEqual({});
  });

  it("searches for the text literally", () => {
    expect(likePattern("100%_\\")).toBe("%100\\%\\_\\\\%");
  });
});

describe("the order", () => {
  it("is newest first, unless the URL names a column", () => {
    expect(sortingOf({})).toEqual({ column: "created", descending: true });
    expect(sortingOf({ sort: "-mrr" })).toEqual({ column: "mrr", descending: true });
    expect(sortingOf({ sort: "name" })).toEqual({ column: "name", descending: false });
  });

  it.each(["password", "-", "--mrr", "mrr desc"])("ignores %j", (sort) => {
    expect(organizationFilterSchema.parse({ sort })).toEqual({});
  });

  it("has no parameter when it is the usual one", () => {
    expect(sortParameter({ column: "created", descending: true })).toBeUndefined();
    expect(sortParameter({ column: "created", descending: false })).toBe("created");
  });
});

describe("a view", () => {
  it("is the filter, the order and the columns, without the page", () => {
    const filter = { search: "acme", sort: "-mrr", hide: "members", after: "abc" } as const;
    expect(String(viewParameters(filter))).toBe("hide=members&search=acme&sort=-mrr");
  });

  it("filters only if it leaves organizations out", () => {
    expect(isFiltered({ sort: "-mrr", hide: "members" })).toBe(false);
    expect(isFiltered({ trial: "7" })).toBe(true);
  });
});

describe("the cursor", () => {
  const byDate = { column: "created", descending: true } as const;
  const cursor = { value: "2026-11-21T07:30:00.123456Z", id: "01a1fcf8-b913-74c2-b51f-33aa2c2b8cba" };

  it("survives a round trip, to the microsecond", () => {
    expect(readCursor(byDate, writeCursor(byDate, cursor))).toEqual(cursor);
  });

  it("is valid for its own order only", () => {
    const text = writeCursor(byDate, cursor);
    expect(readCursor({ column: "created", descending: false }, text)).toBeUndefined();
    expect(readCursor({ column: "mrr", descending: true }, text)).toBeUndefined();
  });

  it.each([undefined, "", "~", "yesterday~1", writeCursor(byDate, cursor).slice(0, -3)])(
    "is ignored if it is %j",
    (text) => {
      expect(readCursor(byDate, text)).toBeUndefined();
    },
  );

  it.each([
    ["created", "2026-99-99T00:00:00Z"],
    ["created", "now"],
    ["mrr", "1; drop table users"],
    ["mrr", "99999999999999999999"],
    ["members", "many"],
    ["name", "a\u0000b"],
  ] as const)("of %s is ignored with the value %j, which PostgreSQL couldn't read", (column, value) => {
    const sorting = { column, descending: false };
    expect(readCursor(sorting, writeCursor(sorting, { ...cursor, value }))).toBeUndefined();
  });
});
