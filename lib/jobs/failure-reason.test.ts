import { describe, expect, it } from "vitest";
import { failureReason } from "./failure-reason";

describe("why a job failed", () => {
  it.each([
    ["Stripe is away", "Stripe is away"],
    ["Invalid API Key provided: sk_live_51H8abcdefgh", "Invalid API Key provided: sk_live_51H8abcdefgh"],
    ["cannot reach smtp://ada:hunter2@mail.example.com:587", "smtp://ada:hunter2@"],
    ["refused: Authorization: Bearer abc.def.ghi", "abc.def.ghi"],
    [`token ${"a1".repeat(30)} is over`, "a1".repeat(30)],
    ["whsec_c2VjcmV0c2VjcmV0 does not fit", "c2VjcmV0c2VjcmV0"],
  ])("%j is shown without its secret", (message, secret) => {
    const shown = failureReason(new Error(message));
    if (message === secret && !message.includes("_live_")) expect(shown).toBe(message);
    else expect(shown).not.toContain(secret);
  });

  it("is one short line, or the error's name without a message", () => {
    expect(failureReason(new Error(`first\nsecond`))).toBe("first");
    expect(failureReason(new Error("long ".repeat(200)))).toHaveLength(300);
    expect(failureReason(new TypeError(""))).toBe("TypeError");
  });
});
