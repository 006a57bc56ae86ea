import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { users } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { newAddress, password, passwordHash } from "@/testing/auth/signed-in";
import { newUser } from "@/testing/factories";
import { hashPassword } from "../passwords/passwords";
import { signInWithPassword } from "./sign-in";

/** Counts the hashing work, which must be the same whatever the reason for a refusal. */
const argon2 = vi.hoisted(() => ({ verifications: [] as string[] }));
vi.mock("@node-rs/argon2", async (importActual) => {
  const actual = await importActual<typeof import("@node-rs/argon2")>();
  const verify: typeof actual.verify = (hash, ...rest) => {
    argon2.verifications.push(String(hash));
    return actual.verify(hash, ...rest);
  };
  return { ...actual, verify };
});
beforeEach(() => {
  argon2.verifications = [];
});

const attempt = (email: string, given = "wrong", address = newAddress()) =>
  signInWithPassword({ email, password: given }, { address });
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "signed in",
    (error: { code: string }) => error.code,
  );

describe("signing in", () => {
  it("finds the person of an email and its password", async () => {
    const user = await newUser({ passwordHash });
    expect(await attempt(user.email, password)).toEqual(user);
  });

  it("takes a password in either Unicode form, as keyboards differ", async () => {
    const composed = "caf\u00e9 au lait du matin";
    const user = await newUser({ password: composed });
    expect(await attempt(user.email, composed.normalize("NFD"))).toEqual(user);
  });

  it("refuses a password that differs only in case or by a trailing space", async () => {
    const { email } = await newUser({ passwordHash });
    for (const wrong of [password.toUpperCase(), `${password} `, password.slice(0, -1)]) {
      await expect(attempt(email, wrong)).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });

  it("gives one error for a wrong password, an unknown email and an account without a password", async () => {
    const known = await newUser({ passwordHash });
    const withoutPassword = await newUser();
    const errors = await Promise.all(
      [known.email, "nobody@nowhere.example", withoutPassword.email].map((email) =>
        attempt(email).catch((error: unknown) => error),
      ),
    );
    for (const error of errors) expect(error).toMatchObject({ code: "unauthenticated" });
    expect(new Set(errors.map(String)).size).toBe(1);
  });

  it("does the same hashing work for a known and an unknown email, so neither can be told by its time", async () => {
    const { email } = await newUser({ passwordHash });
    const workFor = async (address: string) => {
      argon2.verifications = [];
      await codeOf(attempt(address));
      return argon2.verifications.map((hash) => hash.split("$").slice(0, 4).join("$"));
    };
    const known = await workFor(email);
    expect(known).toEqual(["$argon2id$v=19$m=19456,t=2,p=1"]);
    expect(await workFor("nobody@else.example")).toEqual(known);
    expect(await workFor((await newUser()).email)).toEqual(known);
  });

  it("never accepts the placeholder's password for an account without one", async () => {
    const { email } = await newUser();
    await expect(attempt(email, "a password that no account has")).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("a lockout", () => {
  it("stops one address that guesses at one account after ten attempts, even concurrently", async () => {
    const { email } = await newUser({ passwordHash });
    const address = newAddress();
    const errors = await Promise.all(
      Array.from({ length: 14 }, () => attempt(email, "wrong", address).catch((error: { code: string }) => error)),
    );
    const codes = errors.map((error) => ("code" in error ? error.code : "signed in"));
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(10);
    const refused = errors.find((error) => "code" in error && error.code === "rate_limited");
    expect(refused).toMatchObject({ details: { retryAfter: expect.any(Number) } });
  });

  it("refuses the right password, too, and does no hashing work", async () => {
    const { email } = await newUser({ passwordHash });
    const address = newAddress();
    for (let guess = 0; guess < 10; guess += 1) await codeOf(attempt(email, "wrong", address));
    argon2.verifications = [];
    await expect(attempt(email, password, address)).rejects.toMatchObject({ code: "rate_limited" });
    expect(argon2.verifications).toEqual([]);
  });

  it("that someone else causes doesn't keep the owner out, at their own address or in a browser they know", async () => {
    const user = await newUser({ passwordHash });
    const stranger = newAddress();
    for (let guess = 0; guess < 15; guess += 1) await codeOf(attempt(user.email, "wrong", stranger));
    expect(await attempt(user.email, password)).toEqual(user);
    // The same office, whose address is locked.
    await expect(attempt(user.email, password, stranger)).rejects.toMatchObject({ code: "rate_limited" });
    const origin = { address: stranger, device: "known" };
    expect(await signInWithPassword({ email: user.email, password }, origin)).toEqual(user);
  });

  it("ends everywhere when a new password is set", async () => {
    const user = await newUser({ passwordHash });
    const address = newAddress();
    for (let guess = 0; guess < 11; guess += 1) await codeOf(attempt(user.email, "wrong", address));
    const chosen = "another horse battery staple";
    const hash = await hashPassword(chosen);
    await withPlatform({ actor: asSystem() }, ({ tx }) =>
      tx.update(users).set({ passwordHash: hash }).where(eq(users.id, user.id)),
    );
    expect(await attempt(user.email, chosen, address)).toEqual(user);
  });

  it("of one account leaves others alone", async () => {
    const [locked, other] = [await newUser({ passwordHash }), await newUser({ passwordHash })];
    const address = newAddress();
    for (let guess = 0; guess < 10; guess += 1) await codeOf(attempt(locked.email, "wrong", address));
    expect(await attempt(other.email, password, address)).toEqual(other);
  });

  it("stops one address that tries many accounts, known or not", async () => {
    const address = newAddress();
    const codes: string[] = [];
    for (let account = 0; account < 52; account += 1) {
      codes.push(await codeOf(attempt(`victim${account}@example.com`, "wrong", address)));
    }
    expect(codes.slice(0, 50)).toEqual(Array(50).fill("unauthenticated"));
    expect(codes.slice(50)).toEqual(["rate_limited", "rate_limited"]);
  });

  it("starts over after a success", async () => {
    const { email } = await newUser({ passwordHash });
    const address = newAddress();
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 0; guess < 6; guess += 1) await codeOf(attempt(email, "wrong", address));
      await attempt(email, password, address);
    }
  });
});
