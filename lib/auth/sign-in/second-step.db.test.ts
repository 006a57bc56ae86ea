import { beforeEach, describe, expect, it, vi } from "vitest";
import { accountChain } from "@/lib/audit";
import { addHours, addMinutes } from "@/lib/durations";
import { auditOf } from "@/testing/audit";
import { setUpTotp } from "@/testing/auth/second-factor";
import { newAddress, newSession, signedIn } from "@/testing/auth/signed-in";
import { mailsTo } from "@/testing/emails";
import { totpCode } from "../second-factor/totp";
import { currentSession } from "../sessions/current-session";
import { findSession } from "../sessions/find-session";
import { beginSecondStep, finishSecondStep, secondStep, takesSecondStep } from "./second-step";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: (name: string, value: string, { maxAge }: { maxAge: number }) =>
      void (maxAge === 0 ? browser.cookies.delete(name) : browser.cookies.set(name, value)),
  }),
  headers: async () => new Headers({ "user-agent": "Test browser" }),
}));
beforeEach(() => {
  browser.cookies.clear();
  vi.useRealTimers();
});

const from = () => ({ address: newAddress(), userAgent: "test" });
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "signed in",
    (error: { code: string }) => error.code,
  );

/** Someone with an authenticator app whose set-up is a minute old, so that the code of now is unused. */
async function withApp() {
  const made = await signedIn();
  const { secret, codes } = await setUpTotp(made.session, addMinutes(new Date(), -1));
  return { ...made, secret, codes, code: () => totpCode(secret, new Date()) };
}

describe("the second step of a sign-in", () => {
  it("is due with a second factor, and not without one", async () => {
    const [plain, withFactor] = [await signedIn(), await withApp()];
    expect(await takesSecondStep(plain.user.id)).toBe(false);
    expect(await takesSecondStep(withFactor.user.id)).toBe(true);
  });

  it("signs no one in before it is done, and then with the second factor", async () => {
    const { user, code } = await withApp();
    await beginSecondStep(user.id);
    expect(await currentSession()).toBeNull();
    expect(await secondStep()).toMatchObject({ userId: user.id, email: user.email });
    await finishSecondStep({ code: code() }, from());
    expect(await currentSession()).toMatchObject({ user: { id: user.id }, assurance: { secondFactor: "totp" } });
    expect(await secondStep()).toBeUndefined();
  });

  it("survives a typing mistake, and is over after the right code", async () => {
    const { user, code } = await withApp();
    await beginSecondStep(user.id);
    const kept = new Map(browser.cookies);
    expect(await codeOf(finishSecondStep({ code: "000000" }, from()))).toBe("invalid_input");
    await finishSecondStep({ code: code() }, from());
    browser.cookies = kept;
    expect(await codeOf(finishSecondStep({ code: totpCode("GEZDGNBVGY3TQOJQ", new Date()) }, from()))).toBe(
      "unauthenticated",
    );
  });

  it("isn't there without the right password, and expires after 10 minutes", async () => {
    const { user, code } = await withApp();
    expect(await codeOf(finishSecondStep({ code: code() }, from()))).toBe("unauthenticated");
    await beginSecondStep(user.id);
    vi.useFakeTimers({ now: addMinutes(new Date(), 11), toFake: ["Date"] });
    expect(await codeOf(finishSecondStep({ code: code() }, from()))).toBe("unauthenticated");
  });

  it("is someone's own: another person's code doesn't help", async () => {
    const [victim, attacker] = [await withApp(), await withApp()];
    await beginSecondStep(victim.user.id);
    expect(await codeOf(finishSecondStep({ code: attacker.code() }, from()))).toBe("invalid_input");
    expect(await codeOf(finishSecondStep({ code: attacker.codes[0] ?? "" }, from()))).toBe("invalid_input");
    expect(await currentSession()).toBeNull();
  });

  it("takes a recovery code, and says so by email with the number that is left", async () => {
    const { user, codes } = await withApp();
    await beginSecondStep(user.id);
    await finishSecondStep({ code: codes[3] ?? "" }, from());
    expect((await currentSession())?.assurance.secondFactor).toBe("recovery_code");
    const mails = (await mailsTo(user.email)).filter(({ template }) => template === "recovery-code-used");
    expect(mails).toMatchObject([{ props: { left: 9 } }]);
  });

  it("can't be guessed: five wrong codes lock it, from all browsers and addresses together, and the person is emailed", async () => {
    const { user, code } = await withApp();
    const outcomes: string[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      browser.cookies.clear();
      await beginSecondStep(user.id);
      outcomes.push(await codeOf(finishSecondStep({ code: "000000" }, from())));
    }
    expect(outcomes).toEqual([...Array(5).fill("invalid_input"), "rate_limited", "rate_limited"]);
    expect(await codeOf(finishSecondStep({ code: code() }, from()))).toBe("rate_limited");
    const warnings = (await mailsTo(user.email)).filter(({ template }) => template === "wrong-codes");
    expect(warnings).toHaveLength(1);
    const rows = (await auditOf(accountChain)).filter(({ subject }) => subject === user.email);
    expect(rows.map(({ action, details }) => `${action} ${details.reason}`)).toEqual([
      ...Array(5).fill("auth.sign_in_failed wrong_code"),
      "auth.sign_in_failed too_many_codes",
    ]);
  });

  it("is done once when the same code is sent many times at once", async () => {
    const { user, code } = await withApp();
    await beginSecondStep(user.id);
    const given = { code: code() };
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => codeOf(finishSecondStep(given, from()))));
    expect(outcomes.filter((outcome) => outcome === "signed in")).toHaveLength(1);
  });
});

describe("the session of a platform admin", () => {
  it("ends after 12 hours, however it is used, and that of others doesn't", async () => {
    const [admin, member] = [await signedIn({ platformAdmin: true }), await signedIn()];
    const session = await newSession(admin.user.id);
    const now = new Date();
    for (let hours = 1; hours < 12; hours += 3) {
      expect(await findSession(session.token, addHours(now, hours))).not.toBeNull();
    }
    expect(await findSession(session.token, addMinutes(addHours(now, 12), 1))).toBeNull();
    expect(await findSession(member.token, addHours(now, 13))).not.toBeNull();
  });
});
