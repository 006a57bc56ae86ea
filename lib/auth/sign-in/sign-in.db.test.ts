import { verify } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { emails, sessions, users } from "@/db/schema";
import { withoutTenant, withPlatform } from "@/lib/context";
import { appDatabase } from "@/lib/database";
import { newUser } from "@/testing/factories";
import { hashToken } from "../links/tokens";
import { changePassword } from "../passwords/change-password";
import { hashPassword } from "../passwords/passwords";
import { requestReset } from "../passwords/request-reset";
import { resetPassword } from "../passwords/reset-password";
import { findSession } from "../sessions/find-session";
import { openSessions } from "../sessions/list-sessions";
import { revokeSessions } from "../sessions/revoke-sessions";
import { sessionStore } from "../sessions/session-store";
import { signInWithPassword } from "./sign-in";

vi.mock("@node-rs/argon2", { spy: true });

const password = "correct horse battery staple";
const passwordHash = await hashPassword(password);
const actor = { kind: "system", id: "sign_up" } as const;
const day = 24 * 60 * 60 * 1000;
const later = (days: number) => new Date(Date.now() + days * day);

let place = 0;
/** Each test comes from a place of its own, so that their attempts are counted apart. */
const somewhere = () => {
  place += 1;
  return `198.51.100.${place}`;
};

const mails = (to: string) =>
  withPlatform({ actor }, ({ tx }) =>
    tx.select().from(emails).where(eq(emails.to, to)).orderBy(emails.createdAt, emails.id),
  );

async function signedIn(given: Parameters<typeof newUser>[0] = {}, userAgent: string | null = "test") {
  const user = await newUser({ passwordHash, ...given });
  const token = await sessionStore.create({ userId: user.id, userAgent, now: new Date() });
  const session = await findSession(token, new Date());
  if (!session) throw new Error("no session");
  return { user, token, session };
}

describe("signing in", () => {
  it("finds the person of an address and its password", async () => {
    const user = await newUser({ passwordHash });
    expect(await signInWithPassword({ email: user.email, password }, somewhere())).toEqual(user);
  });

  it("says the same of a wrong password, an unknown address and an account without a password", async () => {
    const known = await newUser({ passwordHash });
    const without = await newUser();
    const said = await Promise.all(
      [known.email, "nobody@nowhere.example", without.email].map((email) =>
        signInWithPassword({ email, password: "wrong" }, somewhere()).catch((error: unknown) => error),
      ),
    );
    for (const error of said) expect(error).toMatchObject({ code: "unauthenticated" });
    expect(new Set(said.map(String)).size).toBe(1);
  });

  it("does the same hashing for a known address, an unknown one and an account without a password", async () => {
    const known = await newUser({ passwordHash });
    const without = await newUser();
    const hashed = async (email: string) => {
      vi.mocked(verify).mockClear();
      await signInWithPassword({ email, password: "wrong" }, somewhere()).catch(() => undefined);
      // "$argon2id$v=19$m=19456,t=2,p=1$salt$hash": how much work it is stands before the salt.
      return vi
        .mocked(verify)
        .mock.calls.map(([hash, typed]) => [String(hash).split("$").slice(0, 4).join("$"), typed]);
    };
    const once = [["$argon2id$v=19$m=19456,t=2,p=1", "wrong"]];
    expect(await hashed(known.email)).toEqual(once);
    expect(await hashed("nobody@else.example")).toEqual(once);
    expect(await hashed(without.email)).toEqual(once);
  });

  it("stops guessing at one account after ten attempts, wherever they come from, even in parallel", async () => {
    const { email } = await newUser({ passwordHash });
    const guesses = await Promise.all(
      Array.from({ length: 14 }, () =>
        signInWithPassword({ email, password: "wrong" }, somewhere()).catch((error: unknown) => error),
      ),
    );
    const codes = guesses.map((error) => (error as { code: string }).code);
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(10);
    const refused = guesses.find((error) => (error as { code: string }).code === "rate_limited");
    expect(refused).toMatchObject({ details: { retryAfter: expect.any(Number) } });
    await expect(signInWithPassword({ email, password }, somewhere())).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("stops one place that tries many accounts", async () => {
    const here = somewhere();
    const codes: string[] = [];
    for (let account = 0; account < 52; account += 1) {
      const input = { email: `victim${account}@example.com`, password: "wrong" };
      await signInWithPassword(input, here).catch((error) => codes.push(error.code));
    }
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(2);
  });

  it("starts afresh after a success", async () => {
    const { email } = await newUser({ passwordHash });
    const here = somewhere();
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 0; guess < 6; guess += 1) {
        await signInWithPassword({ email, password: "wrong" }, here).catch(() => undefined);
      }
      await signInWithPassword({ email, password }, here);
    }
  });
});

describe("a session", () => {
  it("is found by its token, and stored without it", async () => {
    const { user, token, session } = await signedIn({ platformAdmin: true });
    expect(session).toMatchObject({
      user: { id: user.id, email: user.email, emailVerified: true, isPlatformAdmin: true },
      impersonator: null,
      readOnly: false,
    });
    expect(JSON.stringify(session)).not.toContain("argon2");
    const [row] = await appDatabase().select().from(sessions).where(eq(sessions.id, session.sessionId));
    expect(row?.sessionToken).toBe(hashToken(token));
    expect(await findSession(row?.sessionToken ?? "", new Date())).toBeNull();
  });

  it("is out at once when revoked, and when its person is gone", async () => {
    const { user, token } = await signedIn();
    await withoutTenant({ actor }, (ctx) => revokeSessions(ctx, { userId: user.id }));
    expect(await findSession(token, new Date())).toBeNull();

    const gone = await signedIn();
    await appDatabase().delete(users).where(eq(users.id, gone.user.id));
    expect(await findSession(gone.token, new Date())).toBeNull();
  });

  it("ends after 30 days unused, moves on with use, and never lives beyond 90 days", async () => {
    const unused = await signedIn();
    expect(await findSession(unused.token, later(31))).toBeNull();

    const used = await signedIn();
    for (const days of [20, 40, 60, 80, 89]) expect(await findSession(used.token, later(days))).not.toBeNull();
    expect(await findSession(used.token, later(91))).toBeNull();
  });

  it("can be ended alone, and nobody can end another person's", async () => {
    const mine = await signedIn();
    const other = await signedIn();
    await withoutTenant({ actor }, (ctx) =>
      revokeSessions(ctx, { userId: mine.user.id, only: other.session.sessionId }),
    );
    expect(await findSession(other.token, new Date())).not.toBeNull();
    expect(await withoutTenant({ actor }, (ctx) => openSessions(ctx, mine.user.id))).toMatchObject([
      { id: mine.session.sessionId, userAgent: "test" },
    ]);
  });
});

describe("changing the password", () => {
  const change = (session: Awaited<ReturnType<typeof signedIn>>["session"], current: string) =>
    withoutTenant({ actor }, (ctx) =>
      changePassword({ ...ctx, session }, { current, password: "a whole new password" }),
    );

  it("asks for the present one", async () => {
    const { session } = await signedIn();
    await expect(change(session, "wrong")).rejects.toMatchObject({
      code: "invalid_input",
      details: { errors: [{ field: "current" }] },
    });
  });

  it("ends every other session, keeps this one, and tells the person", async () => {
    const { user, token, session } = await signedIn();
    const other = await sessionStore.create({ userId: user.id, userAgent: null, now: new Date() });
    await change(session, password);
    expect(await findSession(other, new Date())).toBeNull();
    expect(await findSession(token, new Date())).not.toBeNull();
    await expect(signInWithPassword({ email: user.email, password }, somewhere())).rejects.toThrow();
    await signInWithPassword({ email: user.email, password: "a whole new password" }, somewhere());
    expect(await mails(user.email)).toMatchObject([{ template: "password-changed" }]);
  });
});

describe("resetting a password", () => {
  async function resetToken(email: string): Promise<string | undefined> {
    await withoutTenant({ actor }, (ctx) => requestReset(ctx, { email }));
    const url = (await mails(email)).at(-1)?.props.url;
    return typeof url === "string" ? (new URL(url).searchParams.get("token") ?? undefined) : undefined;
  }

  const reset = (token: string, now = new Date()) =>
    withoutTenant({ actor, now }, (ctx) => resetPassword(ctx, { token, password: "a whole new password" }));

  it("by a link mailed before the password was changed is over", async () => {
    const { user, session } = await signedIn();
    const token = (await resetToken(user.email)) ?? "";
    await withoutTenant({ actor }, (ctx) =>
      changePassword({ ...ctx, session }, { current: password, password: "chosen by myself" }),
    );
    await expect(reset(token)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("sets it, verifies the address, and signs out everywhere; the link works once", async () => {
    const { user, token: cookie } = await signedIn({ verified: false });
    const token = (await resetToken(user.email)) ?? "";
    await reset(token);
    expect(await findSession(cookie, new Date())).toBeNull();
    await signInWithPassword({ email: user.email, password: "a whole new password" }, somewhere());
    const [row] = await appDatabase().select().from(users).where(eq(users.id, user.id));
    expect(row?.emailVerified).toBeInstanceOf(Date);
    await expect(reset(token)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("refuses a link older than an hour, and one that a newer has replaced", async () => {
    const { user } = await signedIn();
    const first = (await resetToken(user.email)) ?? "";
    await expect(reset(first, new Date(Date.now() + 61 * 60 * 1000))).rejects.toMatchObject({ code: "invalid_input" });
    const second = (await resetToken(user.email)) ?? "";
    await expect(reset(first)).rejects.toMatchObject({ code: "invalid_input" });
    await reset(second);
  });

  it("mails nothing to an unknown address", async () => {
    expect(await resetToken("nobody@unknown.example")).toBeUndefined();
  });
});
