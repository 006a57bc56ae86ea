import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuditEntry, canonicalJson, chainHash, firstBrokenLink, genesisHash } from "./chain";

const organizationId = "01990000-0000-7000-8000-000000000001";

/** A chain with correct hashes. With a `firstSeq` other than 1 its beginning is missing. */
function chainOf(actions: readonly string[], firstSeq = 1) {
  let previousHash = genesisHash;
  return actions.map((action, index) => {
    const entry: AuditEntry = {
      organizationId,
      seq: index + firstSeq,
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
  it("is intact as it was written", () => {
    expect(firstBrokenLink(chainOf(actions))).toBeUndefined();
    expect(firstBrokenLink([])).toBeUndefined();
  });

  it.each([
    ["the action", { action: "plant.renamed" }],
    ["the actor", { actorId: "eve" }],
    ["which admin acted", { impersonatorId: "01990000-0000-7000-8000-000000000002" }],
    ["the subject", { subject: "plant-2" }],
    ["the details", { details: { step: 9 } }],
    ["the time", { occurredAt: new Date(0) }],
    ["the organization", { organizationId: "01990000-0000-7000-8000-000000000009" }],
  ])("finds the row in which %s was changed", (_what, change) => {
    const rows = chainOf(actions);
    expect(firstBrokenLink(rows.map((row, index) => (index === 2 ? { ...row, ...change } : row)))).toBe(2);
  });

  it("finds where a row was removed, repeated or moved", () => {
    const [first, second, third, fourth] = chainOf(actions);
    if (!first || !second || !third || !fourth) throw new Error("four rows");
    expect(firstBrokenLink([first, third, fourth])).toBe(1);
    expect(firstBrokenLink([second, third, fourth])).toBe(0);
    expect(firstBrokenLink([first, second, second, third])).toBe(2);
    expect(firstBrokenLink([first, third, second, fourth])).toBe(1);
  });

  it("counts from 1 without a gap, even where every hash was recomputed", () => {
    expect(firstBrokenLink(chainOf(actions, 2))).toBe(0);
    const [first, second] = chainOf(actions);
    if (!first || !second) throw new Error("two rows");
    const skipping: AuditEntry = { ...omitHashes(second), seq: 3 };
    const forged = { ...skipping, previousHash: first.hash, hash: chainHash(first.hash, skipping) };
    expect(firstBrokenLink([first, forged])).toBe(1);
  });

  it("finds a row whose stored previous hash was changed, although its own hash still fits", () => {
    const rows = chainOf(actions);
    const changed = rows.map((row, index) => (index === 2 ? { ...row, previousHash: genesisHash } : row));
    expect(firstBrokenLink(changed)).toBe(2);
    const [first, ...rest] = rows;
    if (!first) throw new Error("four rows");
    expect(firstBrokenLink([{ ...first, previousHash: "f".repeat(64) }, ...rest])).toBe(0);
  });

  it("finds a row whose own hash was changed", () => {
    const [first, ...rest] = chainOf(actions);
    if (!first) throw new Error("four rows");
    expect(firstBrokenLink([{ ...first, hash: "f".repeat(64) }])).toBe(0);
    expect(firstBrokenLink([{ ...first, hash: "f".repeat(64) }, ...rest])).toBe(0);
  });

  it("breaks at the next row when a changed row is hashed again", () => {
    const rows = chainOf(actions);
    const forged = rows.map((row, index) => {
      if (index !== 1) return row;
      const entry = { ...omitHashes(row), action: "nothing.happened" };
      return { ...entry, previousHash: row.previousHash, hash: chainHash(row.previousHash, entry) };
    });
    expect(firstBrokenLink(forged)).toBe(2);
  });
});

describe("the hash of a row", () => {
  const entry: AuditEntry = {
    organizationId,
    seq: 1,
    action: "plant.created",
    actorKind: "user",
    actorId: "ada",
    impersonatorId: null,
    subject: "plant-1",
    details: { shifts: [1, 2], name: "Detroit" },
    occurredAt: new Date("2026-01-01T00:00:00Z"),
  };

  it("is the one computed outside of this project, so that stored chains stay intact in later releases", () => {
    // printf '%s\n%s' "$PREVIOUS_HASH" "$ROW_AS_JSON_WITH_SORTED_KEYS" | sha256sum
    expect(chainHash("0000000000000000000000000000000000000000000000000000000000000000", entry)).toBe(
      "b5f8f4ca1a7ecc59b67d5adcc940a07d9522d0b31617ea7ad03d7b32cb1758b7",
    );
  });

  it("of the first row follows from a hash of 64 zeros", () => {
    expect(genesisHash).toBe("0000000000000000000000000000000000000000000000000000000000000000");
  });
});

const omitHashes = ({ previousHash: _previous, hash: _hash, ...entry }: ReturnType<typeof chainOf>[number]) => entry;

describe("canonical JSON", () => {
  it("gives equal values equal text, in any order of keys and after a round trip", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(canonicalJson(value));
      }),
    );
  });

  it("has its keys in alphabetical order, at every depth", () => {
    expect(canonicalJson({ b: 1, a: { d: "x", c: [{ f: true, e: null }] } })).toBe(
      '{"a":{"c":[{"e":null,"f":true}],"d":"x"},"b":1}',
    );
  });

  it("differs for different values", () => {
    expect(canonicalJson({ a: 1 })).not.toBe(canonicalJson({ a: "1" }));
    expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
    expect(canonicalJson({ a: null })).not.toBe(canonicalJson({}));
    expect(canonicalJson([[1], 2])).not.toBe(canonicalJson([1, [2]]));
  });

  it("treats undefined as PostgreSQL stores it: left out of objects, null in lists", () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
    expect(canonicalJson([undefined, 1])).toBe("[null,1]");
  });

  it("writes dates as ISO 8601, as jsonb returns them", () => {
    expect(canonicalJson({ at: new Date("2026-01-01T00:00:00Z") })).toBe('{"at":"2026-01-01T00:00:00.000Z"}');
  });
});
