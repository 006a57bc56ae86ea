import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuditEntry, canonicalJson, chainHash, firstBrokenLink, genesisHash } from "./chain";

const organizationId = "01990000-0000-7000-8000-000000000001";

function chainOf(actions: readonly string[]) {
  let previousHash = genesisHash;
  return actions.map((action, index) => {
    const entry: AuditEntry = {
      organizationId,
      seq: index + 1,
      action,
      actorKind: "user",
      actorId: "ada",
      impersonatorId: null,
      subject: null,
      details: { step: index },
      occurredAt: new Date(Date.UTC(2026, 0, 1 + index)),
    };
    const row = { ...entry, previousHash, hash: chainHash(previousHash, entry) };
    previousHash = row.hash;
    return row;
  });
}

const actions = ["organization.created", "plant.created", "billing.checkout_started", "plant.deleted"];

describe("a chain", () => {
  it("holds as it was written", () => {
    expect(firstBrokenLink(chainOf(actions))).toBeUndefined();
    expect(firstBrokenLink([])).toBeUndefined();
  });

  it.each([
    ["an action", { action: "plant.renamed" }],
    ["who did it", { actorId: "eve" }],
    ["on whose behalf", { impersonatorId: "01990000-0000-7000-8000-000000000002" }],
    ["to what", { subject: "plant-2" }],
    ["the facts", { details: { step: 9 } }],
    ["when", { occurredAt: new Date(0) }],
    ["the organization", { organizationId: "01990000-0000-7000-8000-000000000009" }],
  ])("tells where %s was changed", (_what, change) => {
    const rows = chainOf(actions);
    expect(firstBrokenLink(rows.map((row, index) => (index === 2 ? { ...row, ...change } : row)))).toBe(2);
  });

  it("tells where a row was taken out, put in twice or moved", () => {
    const [first, second, third, fourth] = chainOf(actions);
    if (!first || !second || !third || !fourth) throw new Error("four rows");
    expect(firstBrokenLink([first, third, fourth])).toBe(1);
    expect(firstBrokenLink([second, third, fourth])).toBe(0);
    expect(firstBrokenLink([first, second, second, third])).toBe(2);
    expect(firstBrokenLink([first, third, second, fourth])).toBe(1);
  });

  it("cannot be mended by hashing the changed row anew: the next row breaks", () => {
    const rows = chainOf(actions);
    const forged = rows.map((row, index) => {
      if (index !== 1) return row;
      const { previousHash, hash: _hash, ...entry } = { ...row, action: "nothing.happened" };
      return { ...entry, previousHash, hash: chainHash(previousHash, entry) };
    });
    expect(firstBrokenLink(forged)).toBe(2);
  });
});

describe("canonical JSON", () => {
  it("is the same for the same value, in whatever order its keys come, also after a round trip", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(canonicalJson(value));
      }),
    );
  });

  it("differs for different values", () => {
    expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: "1" }));
    expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
    expect(canonicalJson({ a: null })).not.toBe(canonicalJson({}));
  });
});
