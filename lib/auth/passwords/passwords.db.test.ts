import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { externalIdentities, passkeys, totpFactors, users } from "@/db/schema";
import { withoutTenant } from "@/lib/context";
import { appDatabase, platformDatabase } from "@/lib/database";
import { asSystem } from "@/testing/actors";
import { newAddress, newSession, password, type SignedIn, signedIn } from "@/testing/auth/signed-in";
import { minutesFromNow } from "@/testing/days";
import { mailsTo, tokenMailedTo } from "@/testing/emails";
import { newUser } from "@/testing/factories";
import { requestVerification } from "../links/request-verification";
import { findSession } from "../sessions/find-session";
import { signInWithPassword } from "../sign-in/sign-in";
import { changePassword } from "./change-password";
import { confirmPassword } from "./confirm-password";
import { requestReset } from "./request-reset";
import { resetPassword } from "./reset-password";

const newPassword = "a whole new password";
const actor = asSystem("sign_up");

const change = (session: SignedIn["session"], current = password) =>
  withoutTenant({ actor }, (ctx) => changePassword({ ...ctx, session }, { current, password: newPassword }));

async function requestedReset(email: string): Promise<string> {
  await withoutTenant({ actor }, (ctx) => requestReset(ctx, { email }));
  return (await tokenMailedTo(email)) ?? "no token was mailed";
}

const reset = (token: string, now = new Date()) =>
  withoutTenant({ actor, now }, (ctx) => resetPassword(ctx, { token, password: newPassword }));
const signIn = (email: string, given: string) =>
  signInWithPassword({ email, password: given }, { address: newAddress() });
const userOf = async (id: string) => (await appDatabase().select().from(users).where(eq(users.id, id)))[0];
const linkGone = { code: "invalid_input", details: { reason: "link_gone" } };

describe("changing the password", () => {
  it("asks for the current one, and changes nothing without it", async () => {
    const { user, session } = await signedIn();
    const other = await newSession(user.id);
    await expect(change(session, "wrong")).rejects.toMatchObject({
      code: "invalid_input",
      details: { errors: [{ field: "current" }] },
    });
    await signIn(user.email, password);
    expect(await findSession(other.token, new Date())).not.toBeNull();
    expect(await mailsTo(user.email)).toEqual([]);
  });

  it("replaces the old password", async () => {
    const { user, session } = await signedIn();
    await change(session);
    await expect(signIn(user.email, password)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await signIn(user.email, newPassword)).toEqual(user);
  });

  it("ends every other session and keeps this one", async () => {
    const { user, token, session } = await signedIn();
    const others = [await newSession(user.id), await newSession(user.id)];
    await change(session);
    for (const other of others) expect(await findSession(other.token, new Date())).toBeNull();
    expect(await findSession(token, new Date())).not.toBeNull();
  });

  it("notifies the person by email", async () => {
    const { user, session } = await signedIn();
    await change(session);
    expect(await mailsTo(user.email)).toMatchObject([{ template: "password-changed" }]);
  });

  it("invalidates a reset link emailed before", async () => {
    const { user, session } = await signedIn();
    const token = await requestedReset(user.email);
    await change(session);
    await expect(reset(token)).rejects.toMatchObject(linkGone);
  });

  it("is refused to an account without a password", async () => {
    const user = await newUser();
    const { session } = await newSession(user.id);
    await expect(change(session, "")).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("confirming the password", () => {
  const confirm = (userId: string, given: string) =>
    withoutTenant({ actor }, (ctx) => confirmPassword(ctx, { userId, password: given }));

  it("passes with the person's own password", async () => {
    const { user } = await signedIn();
    await expect(confirm(user.id, password)).resolves.toBeUndefined();
  });

  it("fails with another one, for an account without one, and for an unknown person", async () => {
    const { user } = await signedIn();
    const wrong = { code: "invalid_input", details: { errors: [{ field: "password" }] } };
    await expect(confirm(user.id, "wrong")).rejects.toMatchObject(wrong);
    await expect(confirm((await newUser()).id, password)).rejects.toMatchObject(wrong);
    await expect(confirm(crypto.randomUUID(), password)).rejects.toMatchObject(wrong);
  });
});

describe("resetting the password", () => {
  it("sets the new one and ends every session", async () => {
    const { user, token: cookie } = await signedIn();
    const other = await newSession(user.id);
    await reset(await requestedReset(user.email));
    expect(await findSession(cookie, new Date())).toBeNull();
    expect(await findSession(other.token, new Date())).toBeNull();
    expect(await signIn(user.email, newPassword)).toEqual(user);
    expect((await mailsTo(user.email)).map(({ template }) => template)).toEqual(["reset", "password-changed"]);
  });

  it("verifies the address, since its owner got the link, and says so the first time only", async () => {
    const { user } = await signedIn({ verified: false });
    expect(await reset(await requestedReset(user.email))).toMatchObject({ userId: user.id, firstVerified: true });
    const verifiedAt = (await userOf(user.id))?.emailVerified;
    expect(verifiedAt).toBeInstanceOf(Date);
    expect(await reset(await requestedReset(user.email))).toMatchObject({ firstVerified: false });
    expect((await userOf(user.id))?.emailVerified).toEqual(verifiedAt);
  });

  it("leaves no other way in to someone who signed up with an address that wasn't theirs", async () => {
    const { user } = await signedIn({ verified: false });
    const { id: userId } = user;
    const at = new Date();
    const database = platformDatabase();
    await database.insert(externalIdentities).values({ provider: "google", subject: userId, userId, createdAt: at });
    const passkey = {
      id: userId,
      userId,
      publicKey: "x",
      counter: 0,
      transports: [],
      backedUp: false,
      name: "x",
      createdAt: at,
    };
    await database.insert(passkeys).values(passkey);
    await database.insert(totpFactors).values({ id: userId, userId, secret: "x", createdAt: at, confirmedAt: at });
    await reset(await requestedReset(user.email));
    for (const table of [externalIdentities, passkeys, totpFactors]) {
      expect(await database.select().from(table).where(eq(table.userId, userId))).toEqual([]);
    }
  });

  it("keeps the second factors and linked accounts of someone whose address was verified", async () => {
    const { user } = await signedIn();
    const { id: userId } = user;
    const identity = { provider: "google" as const, subject: userId, userId, createdAt: new Date() };
    await platformDatabase().insert(externalIdentities).values(identity);
    await reset(await requestedReset(user.email));
    const kept = await platformDatabase()
      .select()
      .from(externalIdentities)
      .where(eq(externalIdentities.userId, userId));
    expect(kept).toHaveLength(1);
  });

  it("works once", async () => {
    const { user } = await signedIn();
    const token = await requestedReset(user.email);
    await reset(token);
    await expect(reset(token)).rejects.toMatchObject(linkGone);
  });

  it("works once also for two concurrent requests", async () => {
    const { user } = await signedIn();
    const token = await requestedReset(user.email);
    const outcomes = await Promise.allSettled([reset(token), reset(token)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is refused an hour after it was requested", async () => {
    const { user } = await signedIn();
    const token = await requestedReset(user.email);
    await expect(reset(token, minutesFromNow(61))).rejects.toMatchObject(linkGone);
    await reset(token, minutesFromNow(58));
  });

  it("is refused with a link that a newer one replaced", async () => {
    const { user } = await signedIn();
    const [first, second] = [await requestedReset(user.email), await requestedReset(user.email)];
    await expect(reset(first)).rejects.toMatchObject(linkGone);
    await reset(second);
  });

  it("is refused with the link that verifies an address", async () => {
    const { user } = await signedIn({ verified: false });
    await withoutTenant({ actor }, (ctx) => requestVerification(ctx, { userId: user.id }));
    await expect(reset((await tokenMailedTo(user.email)) ?? "")).rejects.toMatchObject(linkGone);
    expect((await userOf(user.id))?.emailVerified).toBeNull();
  });

  it("sends nothing to an unknown address", async () => {
    await withoutTenant({ actor }, (ctx) => requestReset(ctx, { email: "nobody@unknown.example" }));
    expect(await mailsTo("nobody@unknown.example")).toEqual([]);
  });

  it("is refused when the account was deleted in between", async () => {
    const { user } = await signedIn();
    const token = await requestedReset(user.email);
    await appDatabase().delete(users).where(eq(users.id, user.id));
    await expect(reset(token)).rejects.toMatchObject(linkGone);
  });
});
