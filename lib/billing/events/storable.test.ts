import { describe, expect, it } from "vitest";
import { storableJson } from "./storable";

describe("what comes from Stripe", () => {
  it("loses the letters that cannot be stored, wherever they stand", () => {
    const event = { data: { object: { comment: "a\0b", list: ["\ud800x", 7, null], fine: "👋 \\u0000" } } };
    expect(JSON.parse(storableJson(JSON.stringify(event)))).toEqual({
      data: { object: { comment: "ab", list: ["\ufffdx", 7, null], fine: "👋 \\u0000" } },
    });
  });

  it("is handed on letter by letter where there are none", () => {
    const json = '{ "data": {"name":"Zoë 👋", "amount":199.00} }';
    expect(storableJson(json)).toBe(json);
  });

  it("keeps letters that are written in two halves", () => {
    expect(JSON.parse(storableJson('{"name":"\\ud83d\\udc4b"}'))).toEqual({ name: "👋" });
  });
});
