import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { organizations, sessions } from "@/db/schema";
import { accountChain } from "@/lib/audit";
import { platformDatabase } from "@/lib/database";
import { closeOrganization } from "@/lib/tenancy";
import { auditOf } from "@/testing/audit";
import { setUpTotp } from "@/testing/auth/second-factor";
import { newSession, passwordHash } from "@/testing/auth/signed-in";
import { mailsTo } from "@/testing/emails";
import { type NewUser, newOrganization, newUser } from "@/testing/factories";
import { asPerson } from "../people/as-person";
import { confirmationMethods, confirmIdentity, sendConfirmationCode } from "../second-factor/confirm-identity";
import { requireConfirmed } from "../second-factor/confirmed";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: (name: string, value: string) => void browser.cookies.set(name, value),
  }),
  headers: async () => new Headers(),
}));
beforeEach(() => browser.cookies.clear());

/** Signed in, too long ago to do anything dangerous. */
async function unattended(userId: string) {
  const { token, session } = await newSession(userId, "test", null);
  await platformDatabase()
    .update(sessions)
    .set({ createdAt: new Date(Date.now() - 11 * 60_000) })
    .where(eq(sessions.id, session.sessionId));
  browser.cookies.set("gatehouse.session", token);
  return session;
}
async function withoutPassword(given: NewUser = {}) {
  const user = await newUser(given);
  return { ...user, session: await unattended(user.id) };
}
const codeTo = async (email: string) => String((await mailsTo(email)).at(-1)?.props.code);
const mayGoOn = () =>
  asPerson(async (person) => requireConfirmed(person)).then(
    () => true,
    () => false,
  );

describe("someone without a password", () => {
  it("confirms their identity with an emailed code", async () => {
    const { email, id } = await withoutPassword();
    expect(await asPerson(confirmationMethods)).toEqual({
      password: false,
      code: false,
      passkey: false,
      emailCode: true,
      ssoOrganizationId: null,
    });
    expect(await mayGoOn()).toBe(false);
    await sendConfirmationCode();
    await confirmIdentity({ emailCode: await codeTo(email) });
    expect(await mayGoOn()).toBe(true);
    const [confirmed] = (await auditOf(accountChain)).filter(({ actorId }) => actorId === id).slice(-1);
    expect(confirmed).toMatchObject({ action: "auth.confirmed", details: { method: "email_code" } });
    expect(JSON.stringify(confirmed)).not.toContain(await codeTo(email));
  });

  it("can't use a code twice, someone else's, or a guessed one", async () => {
    const wrong = { code: "invalid_input", details: { errors: [{ field: "emailCode" }] } };
    const { email, id } = await withoutPassword();
    await sendConfirmationCode();
    const code = await codeTo(email);
    await confirmIdentity({ emailCode: code });
    await unattended(id);
    await expect(confirmIdentity({ emailCode: code })).rejects.toMatchObject(wrong);
    const other = await withoutPassword();
    await expect(confirmIdentity({ emailCode: code })).rejects.toMatchObject(wrong);
    await sendConfirmationCode();
    const own = await codeTo(other.email);
    await expect(confirmIdentity({ emailCode: own === "111111" ? "222222" : "111111" })).rejects.toMatchObject(wrong);
    expect(await mayGoOn()).toBe(false);
  });

  it("gets five codes checked, however many are sent at once", async () => {
    const { email } = await withoutPassword();
    await sendConfirmationCode();
    const right = await codeTo(email);
    const guesses = Array.from({ length: 20 }, (_, index) =>
      String((Number(right) + index + 1) % 1_000_000).padStart(6, "0"),
    );
    const outcomes = await Promise.allSettled(guesses.map((emailCode) => confirmIdentity({ emailCode })));
    const codes = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "confirmed"));
    expect(codes.filter((code) => code === "invalid_input")).toHaveLength(5);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(15);
    await expect(confirmIdentity({ emailCode: right })).rejects.toMatchObject({ code: "rate_limited" });
    expect(await mayGoOn()).toBe(false);
  });

  it("deletes their organization after confirming their identity", async () => {
    const organization = await newOrganization();
    const session = await unattended(organization.ownerId);
    const [row] = await platformDatabase().select().from(organizations).where(eq(organizations.id, organization.id));
    const close = () => closeOrganization(organization.id, { name: row?.name ?? "" });
    await expect(close()).rejects.toMatchObject({ code: "forbidden", details: { reason: "confirmation" } });
    await sendConfirmationCode();
    await confirmIdentity({ emailCode: await codeTo(session.user.email) });
    await close();
    expect(await platformDatabase().select().from(organizations).where(eq(organizations.id, organization.id))).toEqual(
      [],
    );
  });
});

describe("an emailed code", () => {
  it("isn't enough for someone with a password", async () => {
    const { email } = await withoutPassword({ passwordHash });
    await expect(sendConfirmationCode()).rejects.toMatchObject({ code: "conflict" });
    expect(await mailsTo(email)).toEqual([]);
  });

  it("isn't enough for someone with a second factor", async () => {
    const user = await newUser();
    const { session } = await newSession(user.id, "test", null);
    await setUpTotp(session);
    await unattended(user.id);
    expect(await asPerson(confirmationMethods)).toMatchObject({ code: true, emailCode: false });
    await expect(sendConfirmationCode()).rejects.toMatchObject({ code: "conflict" });
  });
});
