import { beforeEach, describe, expect, it, vi } from "vitest";
import { signedIn } from "@/testing/auth/signed-in";
import {
  dropImpersonationCookie,
  readImpersonationCookie,
  setImpersonationCookie,
} from "../impersonation/impersonation-cookie";
import { currentSession, requireSession, sessionActor } from "./current-session";
import { findSession } from "./find-session";
import { dropSessionCookie, openSession } from "./open-session";

type Options = { httpOnly: boolean; sameSite: string; path: string; secure: boolean; maxAge: number };

/** The browser, with the options its cookies were set with. */
const browser = vi.hoisted(() => ({
  cookies: new Map<string, string>(),
  options: new Map<string, unknown>(),
  userAgent: "Test browser",
}));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: (name: string, value: string, options: Options) => {
      browser.options.set(name, options);
      if (options.maxAge === 0) browser.cookies.delete(name);
      else browser.cookies.set(name, value);
    },
  }),
  headers: async () => new Headers({ "user-agent": browser.userAgent }),
}));
beforeEach(() => {
  browser.cookies.clear();
  browser.options.clear();
});

const session = "gatehouse.session";
const impersonation = "gatehouse.impersonation";
const ninetyDays = 90 * 24 * 60 * 60;
const organizationId = "01990000-0000-7000-8000-000000000001";

describe("the session cookie", () => {
  it("is out of reach of scripts and other sites, and lasts as long as a session can", async () => {
    const { user } = await signedIn();
    await openSession(user.id);
    expect(browser.options.get(session)).toEqual({
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: false,
      maxAge: ninetyDays,
    });
  });

  it("signs the person in, with the browser's name on the session", async () => {
    const { user } = await signedIn();
    await openSession(user.id);
    expect(await currentSession()).toMatchObject({ user: { id: user.id }, readOnly: false });
    expect(await findSession(browser.cookies.get(session) ?? "", new Date())).not.toBeNull();
  });

  it("looks the same but is worthless where no one was signed in", async () => {
    const { user } = await signedIn();
    await openSession(user.id);
    const [real, realOptions] = [browser.cookies.get(session), browser.options.get(session)];
    await openSession(undefined);
    const decoy = browser.cookies.get(session) ?? "";
    expect(decoy).toHaveLength(real?.length ?? 0);
    expect(decoy).not.toBe(real);
    expect(browser.options.get(session)).toEqual(realOptions);
    expect(await currentSession()).toBeNull();
  });

  it("replaces a support session's cookie", async () => {
    const { user } = await signedIn();
    browser.cookies.set(impersonation, "left over");
    await openSession(user.id);
    expect(browser.cookies.has(impersonation)).toBe(false);
  });

  it("is dropped with the options it was set with, or the browser would keep it", async () => {
    const { user } = await signedIn();
    await openSession(user.id);
    await dropSessionCookie();
    expect(browser.cookies.has(session)).toBe(false);
    expect(browser.options.get(session)).toMatchObject({ httpOnly: true, path: "/", maxAge: 0 });
  });
});

describe("the current session", () => {
  it("is required", async () => {
    await expect(requireSession()).rejects.toMatchObject({ code: "unauthenticated", details: {} });
    browser.cookies.set(session, (await signedIn()).token);
    expect(await requireSession()).toMatchObject({ impersonator: null });
  });

  it("is missing, instead of the admin's own, beside the cookie of a support session that has ended", async () => {
    const { token } = await signedIn({ platformAdmin: true });
    browser.cookies.set(session, token);
    browser.cookies.set(impersonation, "ended~");
    expect(await currentSession()).toBeNull();
    await expect(requireSession()).rejects.toMatchObject({ details: { reason: "impersonation_over" } });
  });

  it("names the actor, the admin behind them, and whether it is view only", async () => {
    const { session: own, user } = await signedIn();
    expect(sessionActor(own)).toEqual({ kind: "user", id: user.id });
    const impersonator = { id: "eve", email: "eve@example.com", organizationId, until: new Date() };
    expect(sessionActor({ ...own, impersonator })).toEqual({ kind: "user", id: user.id, impersonatorId: "eve" });
    expect(sessionActor({ ...own, impersonator, readOnly: true })).toMatchObject({ readOnly: true });
  });
});

describe("the support session's cookie", () => {
  it("is as protected as the session's own, and outlasts the longest support session", async () => {
    await setImpersonationCookie({ token: "token", organizationId });
    expect(browser.options.get(impersonation)).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/" });
    expect(browser.options.get(impersonation)).toHaveProperty("maxAge", 24 * 60 * 60);
  });

  it("carries the token and where to return", async () => {
    await setImpersonationCookie({ token: "token", organizationId });
    expect(await readImpersonationCookie()).toEqual({ token: "token", organizationId });
    await setImpersonationCookie({ token: "token", organizationId: null });
    expect(await readImpersonationCookie()).toEqual({ token: "token", organizationId: null });
  });

  it.each(["token~../../evil", "token~https://evil.example", "token", "token~~"])(
    "may be forged, so only an id is taken from it: %s",
    async (value) => {
      browser.cookies.set(impersonation, value);
      expect(await readImpersonationCookie()).toEqual({ token: "token", organizationId: null });
    },
  );

  it("is gone once dropped", async () => {
    await setImpersonationCookie({ token: "token", organizationId });
    await dropImpersonationCookie();
    expect(await readImpersonationCookie()).toBeUndefined();
  });
});

describe("signing in again in the same browser", () => {
  it("ends the session that was open there, whosever it was, and no other", async () => {
    const { user, token: elsewhere } = await signedIn();
    await openSession(user.id);
    const first = browser.cookies.get(session) ?? "";
    await openSession(user.id);
    const second = browser.cookies.get(session) ?? "";
    expect(await findSession(first, new Date())).toBeNull();
    await openSession((await signedIn({ platformAdmin: true })).user.id);
    expect(await findSession(second, new Date())).toBeNull();
    expect(await findSession(elsewhere, new Date())).not.toBeNull();
    expect(await currentSession()).toMatchObject({ user: { isPlatformAdmin: true } });
  });
});
