import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { externalIdentities, oauthRequests, users } from "@/db/schema";
import { accountChain } from "@/lib/audit";
import { platformDatabase } from "@/lib/database";
import { env } from "@/lib/env";
import { auditOf } from "@/testing/audit";
import { setUpTotp } from "@/testing/auth/second-factor";
import { password, passwordHash, signedIn } from "@/testing/auth/signed-in";
import { mailsTo } from "@/testing/emails";
import { newUser } from "@/testing/factories";
import { expectLog } from "@/testing/logs";
import { type AtProvider, atProvider } from "@/testing/oauth/at-provider";
import { startProviders } from "@/testing/oauth/providers";
import { asPerson } from "../people/as-person";
import { currentSession } from "../sessions/current-session";
import { openSession } from "../sessions/open-session";
import { signInHistory } from "../sessions/sign-in-history";
import { secondStep } from "../sign-in/second-step";
import { signInWithPassword } from "../sign-in/sign-in";
import { beginLinking, beginOAuth } from "./begin";
import { confirmAddress, sendAddressCode } from "./confirm-address";
import { finishOAuth } from "./finish";
import { linkedAccounts } from "./identities";
import type { ProviderName } from "./labels";
import { unlinkAccount } from "./unlink";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: (name: string, value: string, { maxAge }: { maxAge?: number }) =>
      void (maxAge === 0 ? browser.cookies.delete(name) : browser.cookies.set(name, value)),
  }),
  headers: async () => new Headers({ "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0" }),
}));
vi.mock("@/lib/env", async (original) => {
  const { env: real } = await original<typeof import("@/lib/env")>();
  return { env: { ...real } };
});
const providers = await startProviders();
Object.assign(env, providers.variables);
afterAll(() => providers.close());
beforeEach(() => browser.cookies.clear());

const failed = "sign-in with a provider failed";

let last = 0;
const newAddress = () => {
  last += 1;
  return `ada.${last}@okafor-${last}.example`;
};

const begin = (provider: ProviderName, next = "/billing") => beginOAuth(provider, { next });
const answerOf = async (provider: ProviderName, answer: AtProvider, next?: string) =>
  (await atProvider(await begin(provider, next), answer)).searchParams;
/** The whole way, in one browser. @returns where it ends. */
const goThrough = async (provider: ProviderName, login: string, next?: string) =>
  finishOAuth(provider, await answerOf(provider, { login }, next));
const identitiesOf = (userId: string) =>
  platformDatabase().select().from(externalIdentities).where(eq(externalIdentities.userId, userId));
const signedInAs = async () => (await currentSession())?.user.email;
const problem = (reason: string) => expect.stringMatching(new RegExp(`^/oauth/problem\\?reason=${reason}&`));

/** Someone with a verified account, and an account at the provider with the same address. */
async function linkedPerson(provider: ProviderName = "google") {
  const { email, id } = await newUser({ email: newAddress(), passwordHash });
  await goThrough(provider, email);
  browser.cookies.clear();
  return { email, id };
}

describe("signing in with a provider", () => {
  it.each(["google", "github"] as const)(
    "links %s by an address that both sides have verified, and signs in",
    async (provider) => {
      const { id, email } = await newUser({ email: newAddress(), passwordHash });
      expect(await goThrough(provider, email)).toBe("/billing");
      expect(await signedInAs()).toBe(email);
      expect(await identitiesOf(id)).toMatchObject([{ provider, email }]);
      const mails = await mailsTo(email);
      expect(mails.map(({ template }) => template)).toEqual(["linked-account-changed", "new-device"]);
      expect((await auditOf(accountChain)).filter(({ actorId }) => actorId === id)).toMatchObject([
        { action: "auth.account_linked", details: { provider } },
        { action: "auth.signed_in", details: { provider } },
      ]);
    },
  );

  it("names the provider in the sign-in history", async () => {
    const { id, email } = await linkedPerson();
    await goThrough("google", email);
    const history = await asPerson((person) => signInHistory(person, { userId: id, email, tenant: "", limit: 5 }));
    expect(history[0]).toMatchObject({ action: "auth.signed_in", provider: "google" });
  });

  it("identifies the account by the provider's ID, even if its address changes", async () => {
    const { email } = await linkedPerson();
    const victim = await newUser({ email: newAddress(), passwordHash });
    providers.google.know(email, { email: victim.email, email_verified: true, hd: "okafor.example" });
    expect(await goThrough("google", email)).toBe("/billing");
    expect(await signedInAs()).toBe(email);
    expect(await identitiesOf(victim.id)).toEqual([]);
  });

  it("asks for the second step if the person has one", async () => {
    const { user, session } = await signedIn({ email: newAddress() });
    await setUpTotp(session);
    expect(await goThrough("google", user.email)).toBe("/two-factor?next=%2Fbilling");
    expect(await currentSession()).toBeNull();
    expect(await secondStep()).toMatchObject({ userId: user.id, provider: "google" });
  });

  it("keeps the password working", async () => {
    const { email, id } = await linkedPerson();
    expect(await signInWithPassword({ email, password }, { address: "198.51.100.77" })).toEqual({ id, email });
  });

  it("works in two tabs at once", async () => {
    const { email } = await linkedPerson();
    const [one, other] = [await begin("google", "/team"), await begin("google", "/usage")];
    const answers = [await atProvider(other, { login: email }), await atProvider(one, { login: email })];
    const paths = [];
    for (const { searchParams } of answers) paths.push(await finishOAuth("google", searchParams));
    expect(paths).toEqual(["/usage", "/team"]);
  });

  it("stores none of the provider's tokens", async () => {
    const { id } = await linkedPerson();
    const stored = JSON.stringify([await identitiesOf(id), await platformDatabase().select().from(oauthRequests)]);
    expect(stored).not.toMatch(/eyJ|gho_/);
  });
});

describe("an account is not linked", () => {
  it("while its own address isn't verified: someone else may have signed up with it, waiting for its owner", async () => {
    const { id, email } = await newUser({ email: newAddress(), passwordHash, verified: false });
    expect(await goThrough("google", email)).toEqual(problem("not_linked"));
    expect(await currentSession()).toBeNull();
    expect(await identitiesOf(id)).toEqual([]);
    expect((await auditOf(accountChain)).at(-1)).toMatchObject({
      action: "auth.sign_in_failed",
      subject: email,
      details: { reason: "not_linked", provider: "google" },
    });
  });

  it("by an address that the provider doesn't vouch for", async () => {
    const victim = await newUser({ email: newAddress(), passwordHash });
    const claims = { email: victim.email, name: "Mallory" };
    providers.google.know("unverified", { ...claims, email_verified: false, hd: "x.example" });
    providers.google.know("unhosted", { ...claims, email_verified: true });
    providers.microsoft.know("other-tenant", { ...claims, tid: "evil", oid: "1", email_verified: true });
    providers.microsoft.know("denied-by-microsoft", { ...claims, tid: "evil", oid: "2", xms_edov: false });
    providers.github.know("public-address", {
      id: 7,
      emails: [{ email: victim.email, primary: true, verified: false }],
    });
    const tries = [
      ["google", "unverified"],
      ["google", "unhosted"],
      ["microsoft", "other-tenant"],
      ["microsoft", "denied-by-microsoft"],
      ["github", "public-address"],
    ] as const;
    for (const [provider, login] of tries) {
      expect(await goThrough(provider, login), login).toMatch(/^\/sign-up\/complete\?token=/);
      expect(await currentSession()).toBeNull();
    }
    expect(await identitiesOf(victim.id)).toEqual([]);
    expect(await mailsTo(victim.email)).toEqual([]);
  });

  it("of a platform admin, who has to link it in the settings", async () => {
    const { id, email } = await newUser({ email: newAddress(), passwordHash, platformAdmin: true });
    expect(await goThrough("google", email)).toEqual(problem("not_linked"));
    expect(await identitiesOf(id)).toEqual([]);
  });

  it("to a second account at the same provider, such as one that got the address later", async () => {
    const { id, email } = await linkedPerson();
    providers.google.know("successor", { email, email_verified: true, hd: "okafor.example" });
    expect(await goThrough("google", "successor")).toEqual(problem("other_account"));
    expect(await currentSession()).toBeNull();
    expect(await identitiesOf(id)).toHaveLength(1);
  });
});

describe("an address that the provider doesn't vouch for", () => {
  const codeIn = async (email: string) => String((await mailsTo(email)).at(-1)?.props.code);
  async function unconfirmed(email: string) {
    providers.microsoft.know(email, { tid: "t", oid: email, email, name: "Ada" });
    const path = await goThrough("microsoft", email);
    return new URL(path, env.APP_URL).searchParams.get("token") ?? "";
  }

  it("is accepted once its owner enters the code we emailed", async () => {
    const { id, email } = await newUser({ email: newAddress(), passwordHash });
    const token = await unconfirmed(email);
    await sendAddressCode({ token, email });
    const kept = await confirmAddress({ token, emailCode: await codeIn(email) });
    expect(kept.profile).toMatchObject({ email, emailVerified: true });
    expect(await identitiesOf(id)).toEqual([]);
  });

  it("is trusted at Microsoft if the tenant owns its domain", async () => {
    const { id, email } = await newUser({ email: newAddress(), passwordHash });
    providers.microsoft.know(email, { tid: "t", oid: "owned", email, xms_edov: "1" });
    expect(await goThrough("microsoft", email)).toBe("/billing");
    expect(await identitiesOf(id)).toMatchObject([{ provider: "microsoft", subject: "t:owned" }]);
  });

  it("isn't confirmed by a wrong code, a used one, an older one, or in another browser", async () => {
    const email = newAddress();
    const token = await unconfirmed(email);
    await sendAddressCode({ token, email });
    const first = await codeIn(email);
    await sendAddressCode({ token, email });
    const second = await codeIn(email);
    const wrong = { code: "invalid_input", details: { errors: [{ field: "emailCode" }] } };
    if (first !== second) await expect(confirmAddress({ token, emailCode: first })).rejects.toMatchObject(wrong);
    const own = new Map(browser.cookies);
    browser.cookies.clear();
    await expect(confirmAddress({ token, emailCode: second })).rejects.toMatchObject({ code: "unauthenticated" });
    for (const [name, value] of own) browser.cookies.set(name, value);
    await confirmAddress({ token, emailCode: second });
    await expect(confirmAddress({ token, emailCode: second })).rejects.toMatchObject(wrong);
  });

  it("can't be confirmed by trying codes", async () => {
    const email = newAddress();
    const token = await unconfirmed(email);
    await sendAddressCode({ token, email });
    const outcomes = [];
    for (let tries = 0; tries < 6; tries += 1) {
      outcomes.push(await confirmAddress({ token, emailCode: "00000x" }).catch(({ code }) => code));
    }
    expect(outcomes.at(-1)).toBe("rate_limited");
    const code = await codeIn(email);
    await expect(confirmAddress({ token, emailCode: code })).rejects.toMatchObject({ code: "rate_limited" });
  });
});

describe("a provider's response is refused", () => {
  it("a second time", async () => {
    const { email } = await linkedPerson();
    const answer = await answerOf("google", { login: email });
    const own = browser.cookies.get("gatehouse.oauth") ?? "";
    expect(await finishOAuth("google", answer)).toBe("/billing");
    // Someone who reloads the address is signed in already, and stays so.
    expect(await finishOAuth("google", answer)).toBe("/dashboard");
    browser.cookies.clear();
    browser.cookies.set("gatehouse.oauth", own);
    expect(await finishOAuth("google", answer)).toEqual(problem("expired"));
    expect(await currentSession()).toBeNull();
  });

  it("in another browser, so that no one can be signed in to someone else's account", async () => {
    const { email } = await linkedPerson();
    const answer = await answerOf("google", { login: email });
    browser.cookies.clear();
    expect(await finishOAuth("google", answer)).toEqual(problem("expired"));
    await begin("google");
    expect(await finishOAuth("google", answer)).toEqual(problem("expired"));
    expect(await currentSession()).toBeNull();
  });

  it("with the state of another sign-in, even in the same browser", async () => {
    const [victim, attacker] = [await linkedPerson(), await linkedPerson()];
    const [own, foreign] = [
      await answerOf("google", { login: victim.email }),
      await answerOf("google", { login: attacker.email }),
    ];
    own.set("code", foreign.get("code") ?? "");
    expectLog(failed);
    expect(await finishOAuth("google", own)).toEqual(problem("refused"));
    expect(await currentSession()).toBeNull();
  });

  it("from another provider", async () => {
    const { email } = await linkedPerson();
    expect(await finishOAuth("microsoft", await answerOf("google", { login: email }))).toEqual(problem("expired"));
  });

  it("after ten minutes", async () => {
    const { email } = await linkedPerson();
    const answer = await answerOf("google", { login: email });
    await platformDatabase().update(oauthRequests).set({ expires: new Date() });
    expect(await finishOAuth("google", answer)).toEqual(problem("expired"));
  });

  it.each(["google", "github"] as const)("when the person cancels at %s", async (provider) => {
    expect(await finishOAuth(provider, await answerOf(provider, "cancel"))).toEqual(problem("denied"));
  });

  it("when its code was already redeemed or is made up", async () => {
    for (const provider of ["google", "github"] as const) {
      expectLog(failed);
      const answer = await answerOf(provider, { login: newAddress() });
      answer.set("code", "made-up");
      expect(await finishOAuth(provider, answer)).toEqual(problem("refused"));
    }
  });
});

describe("a provider that is down", () => {
  it("leads to a page that says so, before the person goes there and after they come back", async () => {
    const { email } = await linkedPerson("github");
    const answer = await answerOf("github", { login: email });
    const { GITHUB_URL, GOOGLE_ISSUER } = env;
    expectLog(failed);
    Object.assign(env, { GITHUB_URL: "http://127.0.0.1:9", GOOGLE_ISSUER: "http://127.0.0.1:9" });
    expect(await finishOAuth("github", answer)).toEqual(problem("unavailable"));
    expect(await begin("google")).toEqual(problem("unavailable"));
    Object.assign(env, { GITHUB_URL, GOOGLE_ISSUER });
    expect(await goThrough("github", email)).toBe("/billing");
  });

  it("isn't offered without its client ID and secret", async () => {
    const { GOOGLE_CLIENT_ID } = env;
    Object.assign(env, { GOOGLE_CLIENT_ID: undefined });
    await expect(begin("google")).rejects.toMatchObject({ code: "not_found" });
    Object.assign(env, { GOOGLE_CLIENT_ID });
  });
});

describe("linking an account in the settings", () => {
  /** Someone who is signed in with their password. */
  async function atSettings() {
    const user = await newUser({ email: newAddress(), passwordHash });
    await openSession(user.id);
    return user;
  }
  const link = async (provider: ProviderName, login: string) =>
    finishOAuth(provider, (await atProvider(await beginLinking(provider, "/settings"), { login })).searchParams);

  it("accepts any address, because the person is signed in to both accounts", async () => {
    const { id, email } = await atSettings();
    expect(await link("google", "private@gmail.example")).toBe("/settings");
    expect(await identitiesOf(id)).toMatchObject([{ provider: "google", email: "private@gmail.example" }]);
    expect((await mailsTo(email)).at(-1)).toMatchObject({ template: "linked-account-changed" });
    expect((await auditOf(accountChain)).at(-1)).toMatchObject({ action: "auth.account_linked", actorId: id });
  });

  it("asks people to confirm their identity, unless they just have", async () => {
    const { id } = await atSettings();
    await platformDatabase().execute(
      `update sessions set created_at = now() - interval '11 minutes' where user_id = '${id}'`,
    );
    await expect(beginLinking("google", "/settings")).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "confirmation" },
    });
  });

  it("waits until the address is verified, so that its real owner doesn't inherit someone else's way to sign in", async () => {
    const { id } = await newUser({ email: newAddress(), passwordHash, verified: false });
    await openSession(id);
    await expect(beginLinking("google", "/settings")).rejects.toMatchObject({ details: { reason: "unverified" } });
  });

  it("refuses an account that is already linked to someone else", async () => {
    const other = await linkedPerson();
    const { id } = await atSettings();
    expect(await link("google", other.email)).toEqual(problem("linked_elsewhere"));
    expect(await identitiesOf(id)).toEqual([]);
    expect(await identitiesOf(other.id)).toHaveLength(1);
  });

  it("refuses a second account at the same provider", async () => {
    await atSettings();
    await link("google", newAddress());
    await expect(beginLinking("google", "/settings")).rejects.toMatchObject({ code: "conflict" });
  });

  it("works only in the session that started it, so that it can't end up in another account", async () => {
    const { id } = await atSettings();
    const leaving = await beginLinking("google", "/settings");
    const { searchParams } = await atProvider(leaving, { login: newAddress() });
    const other = await newUser({ email: newAddress(), passwordHash });
    await openSession(other.id);
    expect(await finishOAuth("google", searchParams)).toEqual(problem("signed_out"));
    expect([...(await identitiesOf(id)), ...(await identitiesOf(other.id))]).toEqual([]);
  });

  it("can be undone, except for the last way to sign in", async () => {
    const { id, email } = await atSettings();
    await link("google", email);
    await link("github", email);
    await platformDatabase().update(users).set({ passwordHash: null }).where(eq(users.id, id));
    await asPerson((person) => unlinkAccount(person, { provider: "google" }));
    expect((await mailsTo(email)).at(-1)).toMatchObject({ template: "linked-account-changed" });
    const last = asPerson((person) => unlinkAccount(person, { provider: "github" }));
    await expect(last).rejects.toMatchObject({ code: "conflict" });
    expect(await asPerson((person) => linkedAccounts(person, id))).toMatchObject([{ provider: "github" }]);
  });

  it("can't sign in after it was unlinked", async () => {
    const { id } = await atSettings();
    const login = "elsewhere@gmail.example";
    await link("google", login);
    await asPerson((person) => unlinkAccount(person, { provider: "google" }));
    browser.cookies.clear();
    expect(await goThrough("google", login)).toMatch(/^\/sign-up\/complete/);
    expect(await currentSession()).toBeNull();
    expect(await identitiesOf(id)).toEqual([]);
  });
});
