import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AuditEntry,
  type AuditKey,
  brokenEnd,
  canonicalJson,
  chainHash,
  firstBrokenLink,
  genesisHash,
  keyedHash,
  sealChain,
  sealHead,
} from "./chain";

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

describe("a chain with a key", () => {
  const key: AuditKey = { id: "new", secret: "a-key-from-outside-the-database-0001" };
  const older: AuditKey = { id: "old", secret: "a-key-from-outside-the-database-0000" };
  const entries = chainOf(actions).map(omitHashes);
  const { rows, head } = sealChain(entries, key);

  it("is intact as it was written, and knows where it ends", () => {
    expect(firstBrokenLink(rows, [key])).toBeUndefined();
    expect(brokenEnd({ seq: 4, hash: rows[3]?.hash ?? "" }, head, [key])).toBeUndefined();
  });

  it("can't be continued, changed or replaced without the key", () => {
    const [first, second] = rows;
    const added = { ...omitHashes(rowOf(rows, 3)), seq: 5, action: "plant.created" };
    const last = rowOf(rows, 3);
    const forger: AuditKey = { id: key.id, secret: "a-key-that-someone-has-made-up-00000" };
    const forged = { ...added, keyId: key.id, previousHash: last.hash, hash: keyedHash(last.hash, added, forger) };
    expect(firstBrokenLink([...rows, forged], [key])).toBe(4);
    const unkeyed = { ...added, keyId: null, previousHash: last.hash, hash: chainHash(last.hash, added) };
    expect(brokenEnd({ seq: 5, hash: unkeyed.hash }, head, [key])).toBe("rows_added");
    if (!first || !second) throw new Error("four rows");
    const changed = { ...second, details: { step: 9 } };
    const rehashed = { ...changed, keyId: null, hash: chainHash(first.hash, omitHashes(changed)) };
    expect(firstBrokenLink([first, rehashed, ...rows.slice(2)], [key])).toBe(2);
    expect(
      brokenEnd({ seq: 5, hash: forged.hash }, sealHead({ ...head, seq: 5, hash: forged.hash }, forger), [key]),
    ).toBe("end_changed");
  });

  it("shows that its newest rows were deleted", () => {
    expect(firstBrokenLink(rows.slice(0, 3), [key])).toBeUndefined();
    expect(brokenEnd({ seq: 3, hash: rows[2]?.hash ?? "" }, head, [key])).toBe("rows_deleted");
  });

  it("is verified with the old key after a new one was set, and not without it", () => {
    const old = sealChain(entries.slice(0, 2), older);
    const previous = rowOf(old.rows, 1);
    const [, , third] = entries;
    if (!third) throw new Error("four rows");
    const next = { ...third, keyId: key.id, previousHash: previous.hash, hash: keyedHash(previous.hash, third, key) };
    expect(firstBrokenLink([...old.rows, next], [key, older])).toBeUndefined();
    expect(firstBrokenLink([...old.rows, next], [key])).toBe(0);
    expect(brokenEnd({ seq: 2, hash: previous.hash }, old.head, [key])).toBe("unknown_key");
  });

  it("may begin with rows from before the key", () => {
    const before = chainOf(actions);
    const last = before.at(-1);
    if (!last) throw new Error("four rows");
    const entry = { ...omitHashes(last), seq: 5 };
    const next = { ...entry, keyId: key.id, previousHash: last.hash, hash: keyedHash(last.hash, entry, key) };
    expect(firstBrokenLink([...before, next], [key])).toBeUndefined();
    const forged = before.map((row, index) => (index === 0 ? { ...row, actorId: "eve" } : row));
    expect(firstBrokenLink([...forged, next], [key])).toBe(0);
  });

  it("has hashes that can be computed outside of this project", () => {
    // printf '%s\n%s' "$PREVIOUS_HASH" "$ROW_AND_KEY_ID_AS_JSON_WITH_SORTED_KEYS" | openssl dgst -sha256 -hmac "$KEY"
    const [entry] = entries;
    if (!entry) throw new Error("four rows");
    const text = `${genesisHash}\n${canonicalJson({ ...entry, keyId: key.id })}`;
    expect(rows[0]?.hash).toBe(createHmac("sha256", key.secret).update(text).digest("hex"));
  });
});

function rowOf<Row>(rows: readonly Row[], index: number): Row {
  const row = rows[index];
  if (!row) throw new Error(`no row ${index}`);
  return row;
}

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

function omitHashes({
  previousHash: _previous,
  hash: _hash,
  keyId: _key,
  ...entry
}: AuditEntry & { previousHash: string; hash: string; keyId?: string | null }): AuditEntry {
  return entry;
}

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
