import { describe, expect, it } from "vitest";
import { matchTotp, newTotpSecret, totpCode, totpRemaining, totpStep, totpUri } from "./totp";

/** The secret of RFC 6238, Appendix B: "12345678901234567890". */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const at = (seconds: number) => new Date(seconds * 1000);

describe("the code of an authenticator app", () => {
  // The last six of the eight digits in the RFC's table.
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("at %d seconds is %s, as RFC 6238 says", (seconds, code) => {
    expect(totpCode(secret, at(seconds))).toBe(code);
  });

  it("is shown until the end of its 30 seconds", () => {
    expect(totpRemaining(at(60))).toBe(30_000);
    expect(totpRemaining(at(89))).toBe(1_000);
  });
});

describe("checking a code", () => {
  const now = at(1_000_000_020);
  const step = totpStep(now);
  const codeOf = (steps: number) => totpCode(secret, at(1_000_000_020 + steps * 30));

  it.each([
    ["of this half minute", 0, step],
    ["of the one before: typing takes time", -1, step - 1],
    ["of the next one: the phone's clock is ahead", 1, step + 1],
    ["of two before", -2, null],
    ["of two ahead", 2, null],
  ])("%s", (_, steps, expected) => {
    expect(matchTotp(secret, codeOf(steps), { now, after: null })).toBe(expected);
  });

  it.each([
    ["the code used last", 0, 0, false],
    ["a code older than the one used last", -1, 0, false],
    ["a code newer than the one used last", 1, 0, true],
    ["this code after the one before", 0, -1, true],
    ["any code, while a later one was used, from a phone whose clock is ahead", 0, 1, false],
  ])("accepts %s: no replay", (_, steps, last, accepted) => {
    expect(matchTotp(secret, codeOf(steps), { now, after: step + last }) !== null).toBe(accepted);
  });

  it.each(["000000", "", "12345", "1234567", "abcdef", "２８７０８２", " 28708"])("refuses %j", (code) => {
    expect(matchTotp(secret, code, { now: at(59), after: null })).toBeNull();
  });

  it("refuses the code of another secret", () => {
    expect(matchTotp(newTotpSecret(), codeOf(0), { now, after: null })).toBeNull();
  });
});

describe("a new secret", () => {
  it("has 160 random bits", () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(newTotpSecret());
  });

  it("comes with the address an authenticator app reads", () => {
    const uri = new URL(totpUri(secret, { issuer: "Unison: shop", label: "ada@example.com" }));
    expect(uri.protocol).toBe("otpauth:");
    expect(uri.host).toBe("totp");
    expect(decodeURIComponent(uri.pathname)).toBe("/Unison: shop:ada@example.com");
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      secret,
      issuer: "Unison: shop",
      digits: "6",
      period: "30",
    });
  });
});
