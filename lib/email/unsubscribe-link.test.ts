import { describe, expect, it } from "vitest";
import { maskAddress, readUnsubscription, signUnsubscription } from "./unsubscribe-link";

const secret = "a secret of at least thirty-two characters";
const mine = { address: "ada@example.com", category: "trial" } as const;

describe("an unsubscribe link", () => {
  it("holds address and category, whatever the case of the address", () => {
    expect(readUnsubscription(signUnsubscription({ ...mine, address: "Ada@Example.com" }, secret), secret)).toEqual(
      mine,
    );
  });

  it("can't be forged or altered", () => {
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

  it("holds no secret and no readable address", () => {
    const token = signUnsubscription(mine, secret);
    expect(token).not.toContain(secret);
    expect(token).not.toContain("ada@");
    expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
  });
});

it("an address is masked but recognizable", () => {
  expect(maskAddress("ada.lovelace@example.com")).toBe("a…@example.com");
});
