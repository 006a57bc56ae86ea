import { describe, expect, it } from "vitest";
import { toldReason } from "./told-reason";

describe("why a job failed", () => {
  it.each([
    ["Stripe is away", "Stripe is away"],
    ["Invalid API Key provided: sk_live_51H8abcdefgh", "Invalid API Key provided: sk_live_51H8abcdefgh"],
    ["cannot reach smtp://ada:hunter2@mail.example.com:587", "smtp://ada:hunter2@"],
    ["refused: Authorization: Bearer abc.def.ghi", "abc.def.ghi"],
    [`token ${"a1".repeat(30)} is over`, "a1".repeat(30)],
    ["whsec_c2VjcmV0c2VjcmV0 does not fit", "c2VjcmV0c2VjcmV0"],
  ])("%j is told without its secret", (message, secret) => {
    const told = toldReason(new Error(message));
    if (message === secret && !message.includes("_live_")) expect(told).toBe(message);
    else expect(told).not.toContain(secret);
  });

  it("is one short line, and the error's name when it says nothing", () => {
    expect(toldReason(new Error(`first\nsecond`))).toBe("first");
    expect(toldReason(new Error("long ".repeat(200)))).toHaveLength(300);
    expect(toldReason(new TypeError(""))).toBe("TypeError");
  });
});
