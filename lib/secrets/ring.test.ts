import { describe, expect, it } from "vitest";
import { currentPrefix, isSealed, ringOf, seal, unseal } from "./ring";

const old = "the old key, of at least thirty-two characters";
const fresh = "the new key, of at least thirty-two characters";
const place = "totp_factors.secret 1";

describe("an encrypted secret", () => {
  it("can be read again with the same key, in the same place", () => {
    const ring = ringOf(old);
    const sealed = seal(ring, "GEZDGNBVGY3TQOJQ", place);
    expect(sealed).not.toContain("GEZDGNBVGY3TQOJQ");
    expect(unseal(ring, sealed, place)).toBe("GEZDGNBVGY3TQOJQ");
  });

  it("differs each time, so equal secrets can't be recognized", () => {
    const ring = ringOf(old);
    expect(seal(ring, "same", place)).not.toBe(seal(ring, "same", place));
  });

  it("names its key", () => {
    const ring = ringOf(old);
    const sealed = seal(ring, "x", place);
    expect(isSealed(sealed)).toBe(true);
    expect(sealed.startsWith(currentPrefix(ring))).toBe(true);
    expect(sealed).not.toContain(old);
  });

  it("stays readable while its key is being replaced, and is then encrypted with the new one", () => {
    const sealed = seal(ringOf(old), "x", place);
    const both = ringOf(`${fresh}, ${old}`);
    expect(unseal(both, sealed, place)).toBe("x");
    expect(seal(both, "x", place).startsWith(currentPrefix(ringOf(fresh)))).toBe(true);
  });

  it("can't be read without its key, and says which one is missing", () => {
    const sealed = seal(ringOf(old), "x", place);
    const [, id] = sealed.split(".");
    expect(() => unseal(ringOf(fresh), sealed, place)).toThrow(`ENCRYPTION_KEY doesn't contain the key ${id}`);
  });

  it.each([
    ["of another row", "totp_factors.secret 2"],
    ["of another column", "webhook_endpoints.secret 1"],
  ])("can't be read in the place %s", (_, elsewhere) => {
    const ring = ringOf(old);
    expect(() => unseal(ring, seal(ring, "x", place), elsewhere)).toThrow();
  });

  it("can't be changed", () => {
    const ring = ringOf(old);
    const sealed = seal(ring, "x".repeat(30), place);
    const [version, id, body = ""] = sealed.split(".");
    const bytes = Buffer.from(body, "base64url");
    for (const at of [0, 12, 28, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(ring, [version, id, changed.toString("base64url")].join("."), place)).toThrow();
    }
    expect(() => unseal(ring, `${version}.${id}.`, place)).toThrow();
  });
});
