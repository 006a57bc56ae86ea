import { describe, expect, it } from "vitest";
import { day } from "@/lib/durations";
import { cookieOptions, dueToSlide, sessionCookieName, sessionExpiry } from "./session-cookie";

const start = new Date("2026-01-01T00:00:00Z");
const daysIn = (days: number) => new Date(start.getTime() + days * day);

describe("the session's cookie", () => {
  it("is tied to the host and to HTTPS when HTTPS is used", () => {
    expect(sessionCookieName("https://app.example.com")).toBe("__Host-gatehouse.session");
    expect(cookieOptions("https://app.example.com")).toEqual({
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: true,
    });
    expect(sessionCookieName("http://localhost:3000")).toBe("gatehouse.session");
    expect(cookieOptions("http://localhost:3000").secure).toBe(false);
  });
});

describe("a session's end", () => {
  it("is 30 days after its last use and 90 after its start at most", () => {
    expect(sessionExpiry(start, start)).toEqual(daysIn(30));
    expect(sessionExpiry(start, daysIn(50))).toEqual(daysIn(80));
    expect(sessionExpiry(start, daysIn(70))).toEqual(daysIn(90));
    expect(sessionExpiry(start, daysIn(95))).toEqual(daysIn(90));
  });

  it("moves once a day, and not beyond the longest life", () => {
    const session = { createdAt: start, expires: daysIn(30) };
    expect(dueToSlide(session, daysIn(0.9))).toBe(false);
    expect(dueToSlide(session, daysIn(1))).toBe(true);
    expect(dueToSlide({ createdAt: start, expires: daysIn(90) }, daysIn(89))).toBe(false);
  });
});
