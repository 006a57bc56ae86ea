import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { knownDevice, rememberDevice } from "./device-token";

const secret = "a-secret-of-the-test-0123456789abcdef";
const now = new Date("2026-11-30T12:00:00Z");
const ada = "ada@example.com";
const grace = "grace@example.com";

describe("a browser", () => {
  it("is known to those who have signed in with it, and to no one else", () => {
    const cookie = rememberDevice(rememberDevice(undefined, ada, now, secret), grace, now, secret);
    expect(knownDevice(cookie, ada, now, secret)).toMatch(/^.{43}$/);
    expect(knownDevice(cookie, grace, now, secret)).not.toBe(knownDevice(cookie, ada, now, secret));
    expect(knownDevice(cookie, "mallory@example.com", now, secret)).toBeUndefined();
  });

  it("keeps its id, so that signing in again doesn't start another count", () => {
    const cookie = rememberDevice(undefined, ada, now, secret);
    const later = addDays(now, 100);
    const renewed = rememberDevice(cookie, ada, later, secret);
    expect(knownDevice(renewed, ada, later, secret)).toBe(knownDevice(cookie, ada, now, secret));
    expect(renewed.split("~")).toHaveLength(1);
    expect(knownDevice(renewed, ada, addDays(now, 400), secret)).toBeDefined();
  });

  it("is forgotten after a year, and by the fifth other account", () => {
    let cookie = rememberDevice(undefined, ada, now, secret);
    expect(knownDevice(cookie, ada, addDays(now, 366), secret)).toBeUndefined();
    for (let person = 0; person < 5; person += 1)
      cookie = rememberDevice(cookie, `p${person}@example.com`, now, secret);
    expect(knownDevice(cookie, ada, now, secret)).toBeUndefined();
    expect(cookie.length).toBeLessThan(1_000);
  });

  it("can't be made up, passed to another account or changed", () => {
    const cookie = rememberDevice(undefined, ada, now, secret);
    const [id, issuedAt, seal] = cookie.split(".");
    for (const forged of [
      rememberDevice(undefined, ada, now, "another-secret-0123456789abcdefghij"),
      `other.${issuedAt}.${seal}`,
      `${id}.${Number(issuedAt) + 1}.${seal}`,
      `${id}.${issuedAt}.`,
      "~..~.".repeat(500),
      "",
    ])
      expect(knownDevice(forged, ada, now, secret), forged.slice(0, 60)).toBeUndefined();
  });

  it("shows no one whose it is", () => {
    expect(rememberDevice(undefined, ada, now, secret)).not.toContain("ada");
  });
});
