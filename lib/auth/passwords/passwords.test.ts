import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./passwords";

const password = "correct horse battery staple";

describe("a password's hash", () => {
  it("is argon2id with the recommended parameters", async () => {
    expect(await hashPassword(password)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("is salted: the same password hashes differently each time", async () => {
    expect(await hashPassword(password)).not.toBe(await hashPassword(password));
  });

  it("matches its password and no other", async () => {
    const hash = await hashPassword(password);
    expect(await verifyPassword(hash, password)).toBe(true);
    for (const wrong of ["", "wrong", password.toUpperCase(), `${password} `]) {
      expect(await verifyPassword(hash, wrong)).toBe(false);
    }
  });

  it("matches whichever Unicode form was typed", async () => {
    const hash = await hashPassword("Stra\u00dfe \ufb01ve caf\u00e9s");
    expect(await verifyPassword(hash, "Stra\u00dfe five cafe\u0301s")).toBe(true);
  });

  it.each([null, undefined])("missing (%j) matches nothing, not even the placeholder's password", async (hash) => {
    expect(await verifyPassword(hash, password)).toBe(false);
    expect(await verifyPassword(hash, "a password that no account has")).toBe(false);
  });
});
