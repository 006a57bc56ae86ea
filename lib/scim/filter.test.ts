import { describe, expect, it } from "vitest";
import { readFilter, readPage } from "./filter";

describe("a filter", () => {
  it.each([
    ['userName eq "Ada@Okafor.example"', { by: "userName", value: "ada@okafor.example" }],
    ['username EQ "ada"', { by: "userName", value: "ada" }],
    ['externalId eq "00uA"', { by: "externalId", value: "00uA" }],
    ['emails.value eq "Ada@x.example"', { by: "email", value: "ada@x.example" }],
    ['emails[type eq "work"].value eq "ada@x.example"', { by: "email", value: "ada@x.example" }],
    ['userName eq "a \\"quoted\\" name"', { by: "userName", value: 'a "quoted" name' }],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada"', { by: "userName", value: "ada" }],
  ])("reads %s", (filter, expected) => {
    expect(readFilter(filter)).toEqual(expected);
  });

  it.each(["", " ", null])("isn't there when it is %j", (filter) => {
    expect(readFilter(filter)).toBeUndefined();
  });

  it.each([
    'userName sw "a"',
    'userName eq "a" or userName eq "b"',
    "userName eq ada",
    'password eq "x"',
    '__proto__ eq "x"',
    'constructor eq "x"',
    "(userName eq",
    `userName eq "${"x".repeat(300)}"`,
  ])("is refused: %s", (filter) => {
    expect(() => readFilter(filter)).toThrow(
      expect.objectContaining({ code: "invalid_input", details: { scimType: "invalidFilter" } }),
    );
  });
});

it.each([
  ["", { startIndex: 1, count: 100 }],
  ["startIndex=3&count=10", { startIndex: 3, count: 10 }],
  ["startIndex=0&count=-1", { startIndex: 1, count: 0 }],
  ["startIndex=x&count=1e9", { startIndex: 1, count: 100 }],
  ["count=100000", { startIndex: 1, count: 200 }],
])("a page %j is %j", (query, page) => {
  expect(readPage(new URLSearchParams(query))).toEqual(page);
});
