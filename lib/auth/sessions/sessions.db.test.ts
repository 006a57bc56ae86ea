import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { sessions, users } from "@/db/schema";
import { withoutTenant } from "@/lib/context";
import { appDatabase } from "@/lib/database";
import { asSystem } from "@/testing/actors";
import { newSession, signedIn } from "@/testing/auth/signed-in";
import { daysFromNow, hoursFromNow } from "@/testing/days";
import { hashToken, newToken } from "../links/tokens";
import { findSession } from "./find-session";
import { openSessions } from "./list-sessions";
import { revokeSessions } from "./revoke-sessions";

const rowOf = async (sessionId: string) =>
  (await appDatabase().select().from(sessions).where(eq(sessions.id, sessionId)))[0];
const revoke = (given: Parameters<typeof revokeSessions>[1]) =>
  withoutTenant({ actor: asSystem() }, (ctx) => revokeSessions(ctx, given));
const listed = (userId: string, now?: Date) =>
  withoutTenant({ actor: asSystem(), ...(now ? { now } : {}) }, (ctx) => openSessions(ctx, userId));

describe("a session", () => {
  it("is found by its token and returns who is signed in", async () => {
    const { user, session } = await signedIn({ platformAdmin: true, name: "Ada" });
    expect(session).toEqual({
      sessionId: session.sessionId,
      changedAt: null,
      user: { id: user.id, email: user.email, name: "Ada", emailVerified: true, isPlatformAdmin: true },
      impersonator: null,
      readOnly: false,
      assurance: { createdAt: expect.any(Date), confirmedAt: null, secondFactor: "totp", ssoOrganizationId: null },
    });
  });

  it("is stored by the hash of its token, which itself opens nothing", async () => {
    const { token, session } = await signedIn();
    const row = await rowOf(session.sessionId);
    expect(row?.sessionToken).toBe(hashToken(token));
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await findSession(hashToken(token), new Date())).toBeNull();
  });

  it.each(["", "x", newToken(), "' or 1=1 --"])("isn't found by a token that was never issued: %j", async (token) => {
    expect(await findSession(token, new Date())).toBeNull();
  });

  it("shows a changed name, verification and role on the next request", async () => {
    const { user, token } = await signedIn({ verified: false });
    expect((await findSession(token, new Date()))?.user).toMatchObject({ emailVerified: false, name: "Test Person" });
    await appDatabase().update(users).set({ name: "Ada", emailVerified: new Date() }).where(eq(users.id, user.id));
    expect((await findSession(token, new Date()))?.user).toMatchObject({ emailVerified: true, name: "Ada" });
  });

  it("ends when the person is deleted", async () => {
    const { user, token } = await signedIn();
    await appDatabase().delete(users).where(eq(users.id, user.id));
    expect(await findSession(token, new Date())).toBeNull();
  });

  it("keeps at most 300 characters of the browser's name", async () => {
    const { session } = await signedIn({}, "x".repeat(1_000));
    expect((await rowOf(session.sessionId))?.userAgent).toHaveLength(300);
  });
});

describe("a session's expiry", () => {
  it("comes after 30 days without use", async () => {
    const { token } = await signedIn();
    expect(await findSession(token, daysFromNow(31))).toBeNull();
    expect(await findSession(token, daysFromNow(29))).not.toBeNull();
  });

  it("moves with use, but never beyond 90 days", async () => {
    const { token } = await signedIn();
    for (const days of [20, 40, 60, 80, 89]) expect(await findSession(token, daysFromNow(days))).not.toBeNull();
    expect(await findSession(token, daysFromNow(91))).toBeNull();
  });

  it("is written at most once a day", async () => {
    const { token, session } = await signedIn();
    const first = (await rowOf(session.sessionId))?.expires;
    await findSession(token, hoursFromNow(23));
    expect((await rowOf(session.sessionId))?.expires).toEqual(first);
    await findSession(token, hoursFromNow(25));
    expect((await rowOf(session.sessionId))?.expires).not.toEqual(first);
  });

  it("isn't extended by a request after it", async () => {
    const { token, session } = await signedIn();
    const before = await rowOf(session.sessionId);
    await findSession(token, daysFromNow(31));
    expect(await rowOf(session.sessionId)).toEqual(before);
  });
});

describe("revoking", () => {
  it("takes effect on the next request", async () => {
    const { user, token } = await signedIn();
    expect(await revoke({ userId: user.id })).toBe(1);
    expect(await findSession(token, new Date())).toBeNull();
  });

  it("everywhere ends every session of the person and none of others", async () => {
    const { user, token } = await signedIn();
    const other = await newSession(user.id);
    const stranger = await signedIn();
    expect(await revoke({ userId: user.id })).toBe(2);
    expect(await findSession(token, new Date())).toBeNull();
    expect(await findSession(other.token, new Date())).toBeNull();
    expect(await findSession(stranger.token, new Date())).not.toBeNull();
  });

  it("all but one keeps that one", async () => {
    const { user, token, session } = await signedIn();
    const other = await newSession(user.id);
    expect(await revoke({ userId: user.id, except: session.sessionId })).toBe(1);
    expect(await findSession(other.token, new Date())).toBeNull();
    expect(await findSession(token, new Date())).not.toBeNull();
  });

  it("one keeps the others", async () => {
    const { user, token, session } = await signedIn();
    const other = await newSession(user.id);
    expect(await revoke({ userId: user.id, only: session.sessionId })).toBe(1);
    expect(await findSession(token, new Date())).toBeNull();
    expect(await findSession(other.token, new Date())).not.toBeNull();
  });

  it("can't end another person's session", async () => {
    const [mine, other] = [await signedIn(), await signedIn()];
    expect(await revoke({ userId: mine.user.id, only: other.session.sessionId })).toBe(0);
    expect(await findSession(other.token, new Date())).not.toBeNull();
  });
});

describe("the list of sessions", () => {
  it("shows a person's own active sessions, newest first, without tokens", async () => {
    const { user, session } = await signedIn({}, "first");
    const second = await newSession(user.id, "second");
    await signedIn();
    const list = await listed(user.id);
    expect(new Set(list.map(({ id }) => id))).toEqual(new Set([second.session.sessionId, session.sessionId]));
    expect(Object.keys(list[0] ?? {}).sort()).toEqual([
      "address",
      "createdAt",
      "expires",
      "id",
      "ssoOrganizationId",
      "userAgent",
    ]);
  });

  it("leaves out those that expired or were revoked", async () => {
    const { user, session } = await signedIn();
    await newSession(user.id);
    expect(await listed(user.id, daysFromNow(31))).toEqual([]);
    await revoke({ userId: user.id, only: session.sessionId });
    expect(await listed(user.id)).toHaveLength(1);
  });
});
