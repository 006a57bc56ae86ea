import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { readSignUpLink, signSignUpLink } from "./sign-up-link";

const secret = "a secret of at least thirty-two characters";
const now = new Date("2026-11-30T12:00:00Z");
const { token } = signSignUpLink("customer-1", now, secret);

describe("a sign-up link", () => {
  it("carries the external ID for 30 days", () => {
    expect(readSignUpLink(token, addDays(now, 29.9), secret)?.externalId).toBe("customer-1");
    expect(readSignUpLink(token, addDays(now, 30), secret)).toBeUndefined();
  });

  it.each([
    ["another ID", `${Buffer.from('["customer-2",9999999999999]').toString("base64url")}.${token.split(".")[1]}`],
    ["no signature", token.split(".")[0] ?? ""],
    ["something after it", `${token}.x`],
    ["nothing", ""],
    ["emoji", "😀.😀"],
  ])("is refused with %s", (_what, changed) => expect(readSignUpLink(changed, now, secret)).toBeUndefined());

  it("is refused when it was signed with another secret", () => {
    expect(readSignUpLink(token, now, `${secret}!`)).toBeUndefined();
  });
});
