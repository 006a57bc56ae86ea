import { describe, expect, it } from "vitest";
import { accountChain } from "@/lib/audit";
import { changePassword, requestReset, signOut, signOutEverywhere } from "@/lib/auth";
import { withoutTenant } from "@/lib/context";
import { asSystem, asUser } from "@/testing/actors";
import { auditOf, firstBrokenRow, sealedAuditOf } from "@/testing/audit";
import { newAddress, newSession, password, signedIn } from "@/testing/auth/signed-in";
import { sessionStore } from "../sessions/session-store";
import { signInHistory } from "../sessions/sign-in-history";
import { signInWithPassword } from "./sign-in";

const rowsAbout = async (id: string) =>
  (await auditOf(accountChain)).filter(({ actorId, subject }) => actorId === id || subject === id);

describe("the audit log", () => {
  it("has a sign-in with its session, its address and its browser", async () => {
    const { user, session } = await signedIn();
    const address = newAddress();
    await sessionStore.create({ userId: user.id, userAgent: "Firefox", now: new Date(), address });
    const rows = await rowsAbout(user.id);
    expect(rows.map(({ action, details }) => [action, details])).toMatchObject([
      ["auth.signed_in", { session: session.sessionId, userAgent: "test" }],
      ["auth.signed_in", { userAgent: "Firefox", address }],
    ]);
  });

  it("shows people where and with which browser they signed in, or someone tried to", async () => {
    const { user } = await signedIn();
    const [address, elsewhere] = [newAddress(), newAddress()];
    await sessionStore.create({ userId: user.id, userAgent: "Firefox", now: new Date(), address });
    const wrong = { email: user.email, password: "wrong password" };
    await signInWithPassword(wrong, { address: elsewhere, userAgent: "Opera" }).catch(() => undefined);
    const [failed, opened] = await withoutTenant({ actor: asUser(user.id) }, (ctx) =>
      signInHistory(ctx, { userId: user.id, email: user.email, tenant: "", limit: 2 }),
    );
    expect(failed).toMatchObject({ action: "auth.sign_in_failed", userAgent: "Opera", address: elsewhere });
    expect(opened).toMatchObject({ action: "auth.signed_in", userAgent: "Firefox", address });
  });

  it("has failed sign-ins, and the first one too many of a series", async () => {
    const { user } = await signedIn();
    const address = newAddress();
    for (let attempt = 0; attempt < 14; attempt += 1) {
      await signInWithPassword({ email: user.email, password: "wrong password" }, { address }).catch(() => undefined);
    }
    const reasons = (await rowsAbout(user.email)).map(({ action, details }) => `${action} ${details.reason}`);
    expect(reasons).toEqual([
      ...Array(10).fill("auth.sign_in_failed wrong_password"),
      "auth.sign_in_failed too_many_attempts",
    ]);
  });

  it("tells an unknown address from a wrong password, without the password", async () => {
    const email = `${crypto.randomUUID()}@nowhere.example`;
    const given = { email, password: "hunter2-hunter2" };
    await expect(signInWithPassword(given, { address: newAddress() })).rejects.toThrow("Incorrect email or password.");
    const rows = await rowsAbout(email);
    expect(rows).toMatchObject([{ actorKind: "system", details: { reason: "unknown_email" } }]);
    expect(JSON.stringify(rows)).not.toContain("hunter2");
  });

  it("has the end of sessions, and changes of the password", async () => {
    const { user, session } = await signedIn();
    const other = await newSession(user.id);
    const asThem = <T>(work: (ctx: Parameters<typeof signOut>[0]) => Promise<T>) =>
      withoutTenant({ actor: asUser(user.id) }, (ctx) => work({ ...ctx, session }));
    await asThem((ctx) => signOut(ctx, other.session.sessionId));
    await asThem((ctx) => signOut(ctx, other.session.sessionId));
    await asThem((ctx) => changePassword(ctx, { current: password, password: "a whole new password" }));
    await asThem((ctx) => signOut(ctx));
    await asThem(signOutEverywhere);
    await withoutTenant({ actor: asSystem("sign_up") }, (ctx) => requestReset(ctx, { email: user.email }));
    const actions = (await rowsAbout(user.id)).map(({ action }) => action);
    expect(actions).toEqual([
      "auth.signed_in",
      "auth.signed_in",
      "auth.session_ended",
      "auth.password_changed",
      "auth.signed_out",
      "auth.signed_out_everywhere",
    ]);
    expect((await rowsAbout(user.email)).map(({ action }) => action)).toEqual(["auth.reset_requested"]);
  });

  it("stays one chain when many sign in at once", async () => {
    const { user } = await signedIn();
    await Promise.all(Array.from({ length: 30 }, () => newSession(user.id)));
    expect(firstBrokenRow(await sealedAuditOf(accountChain))).toBeUndefined();
  });
});
