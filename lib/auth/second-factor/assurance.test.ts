import { describe, expect, it } from "vitest";
import { addDays, addHours, addMinutes } from "@/lib/durations";
import { isRecent, sessionEnd } from "./assurance";

const signedIn = new Date("2026-11-30T08:00:00Z");

describe("whether someone has recently confirmed their identity", () => {
  it.each([
    ["just signed in", null, 0, true],
    ["signed in 9 minutes ago", null, 9, true],
    ["signed in 10 minutes ago", null, 10, false],
    ["confirmed after an hour, asked at once", 60, 60, true],
    ["confirmed after an hour, asked 9 minutes later", 60, 69, true],
    ["confirmed after an hour, asked 10 minutes later", 60, 70, false],
  ])("%s", (_, confirmed, asked, expected) => {
    const confirmedAt = confirmed === null ? null : addMinutes(signedIn, confirmed);
    const session = { createdAt: signedIn, confirmedAt, ssoOrganizationId: null };
    expect(isRecent(session, addMinutes(signedIn, asked))).toBe(expected);
  });

  it("is what an identity provider says in its own organization, but not for the account or another organization", () => {
    const session = { createdAt: signedIn, confirmedAt: null, ssoOrganizationId: "acme" };
    expect(isRecent(session, addMinutes(signedIn, 9), "acme")).toBe(true);
    expect(isRecent(session, addMinutes(signedIn, 10), "acme")).toBe(false);
    expect(isRecent(session, signedIn, "globex")).toBe(false);
    expect(isRecent(session, signedIn)).toBe(false);
  });

  it("is what a password or second factor says since, anywhere", () => {
    const session = { createdAt: signedIn, confirmedAt: addMinutes(signedIn, 1), ssoOrganizationId: "acme" };
    expect(isRecent(session, addMinutes(signedIn, 10))).toBe(true);
    expect(isRecent(session, addMinutes(signedIn, 11))).toBe(false);
  });
});

describe("the end of a session", () => {
  const row = { createdAt: signedIn, expires: addDays(signedIn, 30), ssoOrganizationId: null };

  it("is after 24 hours at the latest if an identity provider opened it", () => {
    const opened = { ...row, ssoOrganizationId: "acme" };
    expect(sessionEnd(opened, { isPlatformAdmin: false })).toEqual(addHours(signedIn, 24));
  });

  it("is what its row says", () => {
    expect(sessionEnd(row, { isPlatformAdmin: false })).toEqual(row.expires);
  });

  it("is after 12 hours at the latest for a platform admin", () => {
    expect(sessionEnd(row, { isPlatformAdmin: true })).toEqual(addHours(signedIn, 12));
  });

  it("isn't later than its row says for a platform admin either", () => {
    const short = { ...row, expires: addHours(signedIn, 1) };
    expect(sessionEnd(short, { isPlatformAdmin: true })).toEqual(short.expires);
  });
});
