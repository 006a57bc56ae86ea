import { describe, expect, it } from "vitest";
import { maskAddress, readUnsubscription, signUnsubscription } from "./unsubscribe-link";

const secret = "a secret of at least thirty-two characters";
const mine = { address: "ada@example.com", category: "trial" } as const;

describe("an unsubscribe link", () => {
  it("says whose and of what, whatever the case the address was written in", () => {
    expect(readUnsubscription(signUnsubscription({ ...mine, address: "Ada@Example.com" }, secret), secret)).toEqual(
      mine,
    );
  });

  it("is nobody else's to make or to change", () => {
    const token = signUnsubscription(mine, secret);
    const forged = signUnsubscription(
      { ...mine, address: "bob@example.com" },
      "another secret of thirty-two characters",
    );
    const [payload] = forged.split(".");
    const [, signature] = token.split(".");
    for (const bad of [forged, `${payload}.${signature}`, `${token}.x`, token.slice(0, -1), payload ?? "", "", "."]) {
      expect(readUnsubscription(bad, secret)).toBeUndefined();
    }
  });

  it("carries no secret, and no address that a log could be searched for", () => {
    const token = signUnsubscription(mine, secret);
    expect(token).not.toContain(secret);
    expect(token).not.toContain("ada@");
    expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
  });
});

it("an address is shown so that its owner knows it", () => {
  expect(maskAddress("ada.lovelace@example.com")).toBe("a…@example.com");
});
