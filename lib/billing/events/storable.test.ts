import { describe, expect, it } from "vitest";
import { storableJson } from "./storable";

describe("a payload from Stripe", () => {
  it("loses characters that can't be stored, wherever they are", () => {
    const event = { data: { object: { comment: "a\0b", list: ["\ud800x", 7, null], fine: "👋 \\u0000" } } };
    expect(JSON.parse(storableJson(JSON.stringify(event)))).toEqual({
      data: { object: { comment: "ab", list: ["\ufffdx", 7, null], fine: "👋 \\u0000" } },
    });
  });

  it("is unchanged without such characters", () => {
    const json = '{ "data": {"name":"Zoë 👋", "amount":199.00} }';
    expect(storableJson(json)).toBe(json);
  });

  it("keeps surrogate pairs", () => {
    expect(JSON.parse(storableJson('{"name":"\\ud83d\\udc4b"}'))).toEqual({ name: "👋" });
  });
});
