import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { recoveryCodes, sessions, users } from "@/db/schema";
import { accountChain } from "@/lib/audit";
import { withoutTenant, withPlatform } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { addMinutes } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { asThem, setUpTotp, totpSecretOf } from "@/testing/auth/second-factor";
import { newSession, password, signedIn } from "@/testing/auth/signed-in";
import { mailsTo } from "@/testing/emails";
import { findSession } from "../sessions/find-session";
import { factorsOf } from "./factors";
import { renewRecoveryCodes } from "./recovery-codes";
import { removeFactor } from "./remove-factor";
import { resetSecondFactor } from "./reset-second-factor";
import { cancelTotpSetUp, confirmTotp, startTotpSetUp, totpSetUp } from "./set-up-totp";
import { totpCode } from "./totp";
import { verifyCode } from "./verify-code";

const factors = (userId: string) => withoutTenant({ actor: asSystem("sign_up") }, (ctx) => factorsOf(ctx, userId));
const verify = (userId: string, code: string, now = new Date()) =>
  withoutTenant({ actor: asSystem("sign_up"), now }, (ctx) => verifyCode(ctx, { userId, code }));
const wrong = { code: "invalid_input", details: { errors: [{ field: "code" }] } };

describe("setting up an authenticator app", () => {
  it("changes nothing until a code has shown that the app took the secret", async () => {
    const { session } = await signedIn();
    const { id } = session.user;
    await asThem(session, startTotpSetUp);
    expect(await factors(id)).toMatchObject({ totpSince: null, recoveryCodes: 0 });
    await expect(asThem(session, (person) => confirmTotp(person, { code: "000000" }))).rejects.toMatchObject(wrong);
    expect((await factors(id)).totpSince).toBeNull();
    const code = totpCode(await totpSecretOf(id, "in setup"), new Date());
    expect(await asThem(session, (person) => confirmTotp(person, { code }))).toHaveLength(10);
    expect(await factors(id)).toMatchObject({ totpSince: expect.any(Date), recoveryCodes: 10 });
  });

  it("stores neither the secret nor a code that could be read", async () => {
    const { session } = await signedIn();
    const { secret, codes } = await setUpTotp(session);
    const stored = JSON.stringify([
      await platformDatabase().execute("select * from totp_factors"),
      await platformDatabase().select().from(recoveryCodes).where(eq(recoveryCodes.userId, session.user.id)),
      await auditOf(accountChain),
    ]);
    for (const each of [secret, ...codes]) expect(stored).not.toContain(each);
  });

  it("shows the same secret again until it is confirmed or started over", async () => {
    const { session } = await signedIn();
    await asThem(session, startTotpSetUp);
    const first = await asThem(session, totpSetUp);
    expect(await asThem(session, totpSetUp)).toEqual(first);
    expect(first?.uri).toContain(`secret=${first?.secret}`);
    await asThem(session, startTotpSetUp);
    expect(await asThem(session, totpSetUp)).not.toEqual(first);
    await asThem(session, cancelTotpSetUp);
    expect(await asThem(session, totpSetUp)).toBeUndefined();
    await expect(asThem(session, (person) => confirmTotp(person, { code: "123456" }))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("keeps the app in use until another one is confirmed, and the recovery codes", async () => {
    const { session } = await signedIn();
    const { id } = session.user;
    const now = new Date();
    const { secret } = await setUpTotp(session, now);
    await asThem(session, startTotpSetUp);
    expect(await verify(id, totpCode(secret, addMinutes(now, 1)), addMinutes(now, 1))).toBe("totp");
    const fresh = await totpSecretOf(id, "in setup");
    expect(await asThem(session, (person) => confirmTotp(person, { code: totpCode(fresh, now) }), now)).toEqual([]);
    await expect(verify(id, totpCode(secret, addMinutes(now, 2)), addMinutes(now, 2))).rejects.toMatchObject(wrong);
    expect(await verify(id, totpCode(fresh, addMinutes(now, 2)), addMinutes(now, 2))).toBe("totp");
    expect((await factors(id)).recoveryCodes).toBe(10);
  });

  it("ends the other sessions, which were opened without it, and says so by email", async () => {
    const { user, session } = await signedIn();
    const other = await newSession(user.id, "elsewhere", null);
    await setUpTotp(session);
    expect(await findSession(other.token, new Date())).toBeNull();
    expect((await mailsTo(user.email)).map(({ template }) => template)).toEqual(["two-factor-changed"]);
    const [row] = await platformDatabase().select().from(sessions).where(eq(sessions.id, session.sessionId));
    expect(row).toMatchObject({ secondFactor: "totp", confirmedAt: expect.any(Date) });
  });

  it("isn't possible in a browser that was left alone", async () => {
    const { session } = await signedIn();
    const later = addMinutes(new Date(), 11);
    const refused = { code: "forbidden", details: { reason: "confirmation" } };
    await expect(asThem(session, startTotpSetUp, later)).rejects.toMatchObject(refused);
    await asThem(session, startTotpSetUp);
    await expect(asThem(session, (person) => confirmTotp(person, { code: "1" }), later)).rejects.toMatchObject(refused);
    await expect(asThem(session, renewRecoveryCodes, later)).rejects.toMatchObject(refused);
    await expect(
      asThem(session, (person) => removeFactor(person, { kind: "totp" }, undefined), later),
    ).rejects.toMatchObject(refused);
  });
});

describe("the code of an authenticator app", () => {
  it("works once, also the one that confirmed the set-up", async () => {
    const { session } = await signedIn();
    const { id } = session.user;
    const now = new Date();
    const { secret } = await setUpTotp(session, now);
    await expect(verify(id, totpCode(secret, now), now)).rejects.toMatchObject(wrong);
    const later = addMinutes(now, 1);
    expect(await verify(id, totpCode(secret, later), later)).toBe("totp");
    await expect(verify(id, totpCode(secret, later), later)).rejects.toMatchObject(wrong);
  });

  it("works once when it is sent many times at once", async () => {
    const { session } = await signedIn();
    const now = new Date();
    const { secret } = await setUpTotp(session, now);
    const later = addMinutes(now, 1);
    const code = totpCode(secret, later);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => verify(session.user.id, code, later)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("may be typed with a space, and isn't someone else's", async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const now = new Date();
    const { secret } = await setUpTotp(one.session, now);
    await setUpTotp(other.session, now);
    const later = addMinutes(now, 1);
    const code = totpCode(secret, later);
    await expect(verify(other.user.id, code, later)).rejects.toMatchObject(wrong);
    expect(await verify(one.user.id, `${code.slice(0, 3)} ${code.slice(3)}`, later)).toBe("totp");
  });

  it.each(["", "１２３４５６", "12345", "abcdef", "0".repeat(60)])(
    "%j is wrong, and no error of ours",
    async (code) => {
      const { session } = await signedIn();
      await setUpTotp(session);
      await expect(verify(session.user.id, code)).rejects.toMatchObject(wrong);
    },
  );
});

describe("a recovery code", () => {
  it("works once, in any order, and for its owner alone", async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const { codes } = await setUpTotp(one.session);
    await setUpTotp(other.session);
    const [first = "", second = ""] = codes;
    await expect(verify(other.user.id, first)).rejects.toMatchObject(wrong);
    expect(await verify(one.user.id, second)).toBe("recovery_code");
    expect(await verify(one.user.id, first.toLowerCase().replaceAll("-", " "))).toBe("recovery_code");
    await expect(verify(one.user.id, second)).rejects.toMatchObject(wrong);
    expect((await factors(one.user.id)).recoveryCodes).toBe(8);
  });

  it("works once when it is sent many times at once", async () => {
    const { session } = await signedIn();
    const { codes } = await setUpTotp(session);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => verify(session.user.id, codes[0] ?? "")));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await factors(session.user.id)).recoveryCodes).toBe(9);
  });

  it("stops working when new ones are created", async () => {
    const { session } = await signedIn();
    const { codes } = await setUpTotp(session);
    const fresh = await asThem(session, renewRecoveryCodes);
    expect(fresh).toHaveLength(10);
    await expect(verify(session.user.id, codes[0] ?? "")).rejects.toMatchObject(wrong);
    expect(await verify(session.user.id, fresh[0] ?? "")).toBe("recovery_code");
  });

  it("is created only beside a second factor", async () => {
    const { session } = await signedIn();
    await expect(asThem(session, renewRecoveryCodes)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("removing an authenticator app", () => {
  it("takes the recovery codes along when it was the last factor", async () => {
    const { user, session } = await signedIn();
    const { codes } = await setUpTotp(session);
    await asThem(session, (person) => removeFactor(person, { kind: "totp" }, undefined));
    expect(await factors(user.id)).toEqual({ totpSince: null, passkeys: [], recoveryCodes: 0 });
    await expect(verify(user.id, codes[0] ?? "")).rejects.toMatchObject(wrong);
    const [row] = await platformDatabase().select().from(sessions).where(eq(sessions.id, session.sessionId));
    expect(row?.secondFactor).toBeNull();
    expect((await mailsTo(user.email)).map(({ template }) => template)).toEqual([
      "two-factor-changed",
      "two-factor-changed",
    ]);
  });

  it("is refused where a second factor is required, and changes nothing then", async () => {
    const { session } = await signedIn();
    await setUpTotp(session);
    const removal = asThem(session, (person) => removeFactor(person, { kind: "totp" }, "Acme requires it."));
    await expect(removal).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("Acme") });
    expect(await factors(session.user.id)).toMatchObject({ totpSince: expect.any(Date), recoveryCodes: 10 });
  });

  it("is in the audit log, like the set-up and new codes", async () => {
    const { session } = await signedIn();
    await setUpTotp(session);
    await asThem(session, renewRecoveryCodes);
    await asThem(session, (person) => removeFactor(person, { kind: "totp" }, undefined));
    const rows = (await auditOf(accountChain)).filter(({ actorId }) => actorId === session.user.id);
    expect(rows.map(({ action }) => action)).toEqual([
      "auth.signed_in",
      "auth.totp_set_up",
      "auth.recovery_codes_renewed",
      "auth.totp_removed",
    ]);
    expect(JSON.stringify(rows)).not.toContain(password);
  });
});

describe("an operator who removes someone's lost factors", () => {
  const reset = (email: string) => withPlatform({ actor: asSystem("cli") }, (ctx) => resetSecondFactor(ctx, email));

  it.each([{ isPlatformAdmin: true }, { isPlatformAdmin: false }])(
    "leaves the password alone, ends every session, and tells the person: %o",
    async (given) => {
      const { user, session, token } = await signedIn();
      await setUpTotp(session);
      await platformDatabase().update(users).set(given).where(eq(users.id, user.id));
      const second = await newSession(user.id);
      await reset(user.email);
      expect(await factors(user.id)).toEqual({ totpSince: null, passkeys: [], recoveryCodes: 0 });
      for (const each of [token, second.token]) expect(await findSession(each, new Date())).toBeNull();
      const mails = await mailsTo(user.email);
      expect(mails.map((mail) => JSON.stringify(mail)).join()).toContain("removed two-factor authentication");
      const rows = (await auditOf(accountChain)).filter(({ subject }) => subject === user.id);
      expect(rows.map(({ action, actorId }) => [action, actorId])).toEqual([["auth.second_factor_reset", "cli"]]);
    },
  );

  it("is told when there is no such account, or nothing to remove", async () => {
    await expect(reset("stranger@example.com")).rejects.toMatchObject({ code: "not_found" });
    const { user } = await signedIn();
    await expect(reset(user.email)).rejects.toMatchObject({ code: "conflict" });
    expect(await mailsTo(user.email)).toEqual([]);
  });
});
