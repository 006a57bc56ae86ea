import { describe, expect, it } from "vitest";
import { storable } from "./storable";

describe("what comes from Stripe", () => {
  it("loses the letters that cannot be stored, wherever they stand", () => {
    const event = { data: { object: { comment: "a\0b", list: ["\ud800x", 7, null], fine: "👋 \\u0000" } } };
    expect(storable(event)).toEqual({
      data: { object: { comment: "ab", list: ["\ufffdx", 7, null], fine: "👋 \\u0000" } },
    });
  });

  it("is handed on as it is where there are none", () => {
    const event = { data: { object: { name: "Zoë 👋", amount: 19900 } } };
    expect(storable(event)).toBe(event);
  });
});
