import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { passkeys } from "@/db/schema";
import { platformDatabase } from "@/lib/database";
import { addMinutes } from "@/lib/durations";
import { env } from "@/lib/env";
import { asThem } from "@/testing/auth/second-factor";
import { newAddress, newSession, signedIn } from "@/testing/auth/signed-in";
import { softwareAuthenticator } from "@/testing/auth/software-authenticator";
import { confirmWithPasskey, passkeyConfirmationOptions } from "../second-factor/confirm-identity";
import { factorsOf } from "../second-factor/factors";
import { removeFactor } from "../second-factor/remove-factor";
import { currentSession } from "../sessions/current-session";
import { addPasskey, startPasskey } from "./add-passkey";
import { renamePasskey } from "./rename-passkey";
import { passkeySignInOptions, signInWithPasskey } from "./sign-in-with-passkey";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: (name: string, value: string, { maxAge }: { maxAge: number }) =>
      void (maxAge === 0 ? browser.cookies.delete(name) : browser.cookies.set(name, value)),
  }),
  headers: async () => new Headers({ "user-agent": "Test browser" }),
}));
beforeEach(() => browser.cookies.clear());

const { origin } = new URL(env.APP_URL);
const newAuthenticator = () => softwareAuthenticator("localhost", origin);
const from = () => ({ address: newAddress(), userAgent: "test" });

/** Someone with a passkey. */
async function withPasskey(authenticator = newAuthenticator(), counter = 0) {
  const { user, session, token } = await signedIn();
  const options = await asThem(session, startPasskey);
  const response = authenticator.create(options, { counter });
  const codes = await asThem(session, (person) => addPasskey(person, { response, device: "Safari on iPhone" }));
  return { user, session, token, authenticator, codes };
}

const factors = (session: Parameters<typeof asThem>[0]) =>
  asThem(session, (person) => factorsOf(person, session.user.id));

describe("adding a passkey", () => {
  it("asks for one that signs in by itself, verifies the person, and isn't added yet", async () => {
    const { session, authenticator } = await withPasskey();
    const options = await asThem(session, startPasskey);
    expect(options.rp).toEqual({ id: "localhost", name: expect.any(String) });
    expect(options.authenticatorSelection).toMatchObject({ residentKey: "required", userVerification: "required" });
    expect(options.excludeCredentials).toMatchObject([{ id: authenticator.id }]);
  });

  it("gives recovery codes with the first method, and names that differ", async () => {
    const { session, codes } = await withPasskey();
    expect(codes).toHaveLength(10);
    const options = await asThem(session, startPasskey);
    const response = newAuthenticator().create(options);
    const more = await asThem(session, (person) => addPasskey(person, { response, device: "Safari on iPhone" }));
    expect(more).toEqual([]);
    const names = (await factors(session)).passkeys.map(({ name }) => name);
    expect(names).toEqual(["Safari on iPhone", "Safari on iPhone 2"]);
  });

  it.each([
    ["for another site", { origin: "https://evil.example" }],
    ["without a fingerprint, face or PIN", { verifiesUser: false }],
    ["for another challenge", { challenge: Buffer.alloc(32).toString("base64url") }],
  ])("is refused %s", async (_, behavior) => {
    const { session } = await signedIn();
    const options = await asThem(session, startPasskey);
    const response = newAuthenticator().create(options, behavior);
    const adding = asThem(session, (person) => addPasskey(person, { response, device: "x" }));
    await expect(adding).rejects.toMatchObject({ code: "invalid_input" });
    expect((await factors(session)).passkeys).toEqual([]);
  });

  it("is refused a second time, and for another person's challenge", async () => {
    const { session, authenticator } = await withPasskey();
    const options = await asThem(session, startPasskey);
    const again = asThem(session, (person) =>
      addPasskey(person, { response: authenticator.create(options), device: "x" }),
    );
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    const mine = await asThem(session, startPasskey);
    const other = await signedIn();
    const theirs = asThem(other.session, (person) =>
      addPasskey(person, { response: newAuthenticator().create(mine), device: "x" }),
    );
    await expect(theirs).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("signing in with a passkey", () => {
  it("takes no password and no code", async () => {
    const { user, authenticator } = await withPasskey();
    browser.cookies.clear();
    await signInWithPasskey(authenticator.get(await passkeySignInOptions()), from());
    expect(await currentSession()).toMatchObject({ user: { id: user.id }, assurance: { secondFactor: "passkey" } });
  });

  it("works with counters of 0, as passkeys that are synced have them, every time", async () => {
    const { authenticator } = await withPasskey();
    for (let time = 0; time < 3; time += 1) {
      await signInWithPasskey(authenticator.get(await passkeySignInOptions()), from());
    }
  });

  it("is refused with a counter that didn't rise: someone may have copied the key", async () => {
    const { authenticator } = await withPasskey(newAuthenticator(), 5);
    await signInWithPasskey(authenticator.get(await passkeySignInOptions(), { counter: 6 }), from());
    for (const counter of [6, 3]) {
      const copied = signInWithPasskey(authenticator.get(await passkeySignInOptions(), { counter }), from());
      await expect(copied).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });

  it("works once per challenge, also when it is sent many times at once", async () => {
    const { authenticator } = await withPasskey();
    const response = authenticator.get(await passkeySignInOptions());
    const kept = new Map(browser.cookies);
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => signInWithPasskey(response, from())));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    browser.cookies = kept;
    await expect(signInWithPasskey(response, from())).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it.each([
    ["for another site", { origin: "https://evil.example" }],
    ["without a fingerprint, face or PIN", { verifiesUser: false }],
    ["for another challenge", { challenge: Buffer.alloc(32).toString("base64url") }],
  ])("is refused %s", async (_, behavior) => {
    const { authenticator } = await withPasskey();
    browser.cookies.clear();
    const response = authenticator.get(await passkeySignInOptions(), behavior);
    await expect(signInWithPasskey(response, from())).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await currentSession()).toBeNull();
  });

  it("is refused with one that isn't known, was removed, or is another authenticator under a known ID", async () => {
    const { session, authenticator } = await withPasskey();
    const unknown = signInWithPasskey(newAuthenticator().get(await passkeySignInOptions()), from());
    await expect(unknown).rejects.toMatchObject({ code: "unauthenticated" });
    const forged = {
      ...newAuthenticator().get(await passkeySignInOptions()),
      id: authenticator.id,
      rawId: authenticator.id,
    };
    await expect(signInWithPasskey(forged, from())).rejects.toMatchObject({ code: "unauthenticated" });
    await asThem(session, (person) => removeFactor(person, { kind: "passkey", id: authenticator.id }, undefined));
    const removed = signInWithPasskey(authenticator.get(await passkeySignInOptions()), from());
    await expect(removed).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("is refused with nonsense, and without a server error", async () => {
    const { authenticator } = await withPasskey();
    const options = await passkeySignInOptions();
    for (const field of ["clientDataJSON", "authenticatorData", "signature"]) {
      const given = authenticator.get(options);
      const response = { ...given, response: { ...given.response, [field]: "AAAA" } };
      await expect(signInWithPasskey(response, from())).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });
});

describe("a passkey", () => {
  it("confirms the person's identity, but not with someone else's", async () => {
    const [one, other] = [await withPasskey(), await withPasskey()];
    browser.cookies.set("gatehouse.session", (await newSession(one.user.id)).token);
    const options = await asThem(one.session, passkeyConfirmationOptions);
    expect(options.allowCredentials).toMatchObject([{ id: one.authenticator.id }]);
    await expect(confirmWithPasskey(other.authenticator.get(options))).rejects.toMatchObject({
      code: "unauthenticated",
    });
    await confirmWithPasskey(one.authenticator.get(options));
    expect((await currentSession())?.assurance).toMatchObject({
      confirmedAt: expect.any(Date),
      secondFactor: "passkey",
    });
  });

  it("is renamed and removed by its owner alone", async () => {
    const [one, other] = [await withPasskey(), await withPasskey()];
    const { id } = one.authenticator;
    await asThem(one.session, (person) => renamePasskey(person, { id, name: "Work phone" }));
    const stranger = asThem(other.session, (person) => renamePasskey(person, { id, name: "Mine" }));
    await expect(stranger).rejects.toMatchObject({ code: "not_found" });
    const removal = asThem(other.session, (person) => removeFactor(person, { kind: "passkey", id }, undefined));
    await expect(removal).rejects.toMatchObject({ code: "not_found" });
    const [row] = await platformDatabase().select().from(passkeys).where(eq(passkeys.id, id));
    expect(row?.name).toBe("Work phone");
  });

  it("isn't added in a browser that was left alone", async () => {
    const { session } = await signedIn();
    await expect(asThem(session, startPasskey, addMinutes(new Date(), 11))).rejects.toMatchObject({
      details: { reason: "confirmation" },
    });
  });
});
