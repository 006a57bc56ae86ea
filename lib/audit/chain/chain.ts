import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** The content of an audit row, without the hashes that chain it. */
export type AuditEntry = {
  organizationId: string;
  seq: number;
  action: string;
  actorKind: string;
  actorId: string;
  impersonatorId: string | null;
  subject: string | null;
  details: Record<string, unknown>;
  occurredAt: Date;
};

/** A secret from outside the database, and the name under which rows refer to it. */
export type AuditKey = { id: string; secret: string };

/** A row as stored. `keyId` is null for rows written before the chain had a key. */
export type SealedRow = AuditEntry & { keyId: string | null; previousHash: string; hash: string };

/**
 * The end of a chain, stored apart and sealed with the key, so that deleting the newest rows is detected. Rows up to
 * `unkeyedUntil` may be without a key; null until the first verification has decided that.
 */
export type ChainHead = {
  organizationId: string;
  seq: number;
  hash: string;
  unkeyedUntil: number | null;
  /** The last row deleted after its retention period, which the first remaining row follows. Null if none was deleted. */
  startSeq?: number | null;
  startHash?: string | null;
  keyId: string;
  mac: string;
};

/** What is wrong with a chain, and the first row where it shows. */
export type ChainBreak = { organizationId: string; seq: number; problem: ChainProblem };

export type ChainProblem =
  | "row_missing"
  | "row_changed"
  | "personal_changed"
  | "link_changed"
  | "row_without_key"
  | "unknown_key"
  | "end_missing"
  | "end_changed"
  | "rows_deleted"
  | "rows_added";

/** Hash before the first row of a chain. */
export const genesisHash = "0".repeat(64);

/** SHA-256 over the previous row's hash and this row with sorted keys. Rows written before the chain had a key. */
export const chainHash = (previousHash: string, entry: AuditEntry): string =>
  createHash("sha256")
    .update(`${previousHash}\n${canonicalJson(entry)}`)
    .digest("hex");

/** HMAC over the same and the key's id: without the key, no one can write a row that fits. */
export const keyedHash = (previousHash: string, entry: AuditEntry, { id, secret }: AuditKey): string =>
  createHmac("sha256", secret)
    .update(`${previousHash}\n${canonicalJson({ ...entry, keyId: id })}`)
    .digest("hex");

/** Where the sealed row has the digest of its record in `audit_personal`. */
export const personalField = "personal";

/** What a row says about people beyond their IDs, as stored apart from it. */
export type PersonalRecord = { email: string | null; facts: Record<string, unknown>; salt: string };

/** The digest in the sealed row. Without the salt, which is deleted with the facts, it reveals nothing about them. */
export const personalDigest = ({ email, facts, salt }: PersonalRecord): string =>
  createHash("sha256")
    .update(`${salt}\n${canonicalJson({ email, facts })}`)
    .digest("hex");

/** Whether the record stored apart is still the one the row was sealed with. An erased record is no longer stored. */
export function personalFits({ details }: Pick<AuditEntry, "details">, stored: PersonalRecord | null): boolean {
  const digest = details[personalField];
  return !stored || typeof digest !== "string" || digest === personalDigest(stored);
}

/** Seals the end of a chain with the key. */
export function sealHead(head: Omit<ChainHead, "keyId" | "mac">, key: AuditKey): ChainHead {
  return { ...head, keyId: key.id, mac: headMac(head, key) };
}

/** A start that never moved isn't included, so that ends sealed before starts existed stay valid. */
function headMac(head: Omit<ChainHead, "keyId" | "mac">, key: AuditKey): string {
  const { organizationId, seq, hash, unkeyedUntil, startSeq, startHash } = head;
  const start = typeof startSeq === "number" ? { startSeq, startHash } : {};
  return createHmac("sha256", key.secret)
    .update(`end of chain\n${canonicalJson({ organizationId, seq, hash, unkeyedUntil, ...start, keyId: key.id })}`)
    .digest("hex");
}

/** The row that the first row of the chain follows. */
export const startOf = (head: Pick<ChainHead, "startSeq" | "startHash"> | undefined): Link =>
  typeof head?.startSeq === "number" ? { seq: head.startSeq, hash: head.startHash ?? "" } : chainStart;

/**
 * A whole chain from its entries, which are numbered from 1 without a gap: for data that is written in bulk. Times must have
 * no more than milliseconds, because that is what is hashed.
 */
export function sealChain(entries: readonly AuditEntry[], key: AuditKey): { rows: SealedRow[]; head: ChainHead } {
  const [first] = entries;
  if (!first) throw new Error("A chain needs at least one row.");
  let hash = genesisHash;
  const rows = entries.map((entry) => {
    const row = { ...entry, keyId: key.id, previousHash: hash, hash: keyedHash(hash, entry, key) };
    hash = row.hash;
    return row;
  });
  return {
    rows,
    head: sealHead({ organizationId: first.organizationId, seq: entries.length, hash, unkeyedUntil: 0 }, key),
  };
}

/** JSON with sorted keys: equal values give equal text, even after a round trip through jsonb. */
export function canonicalJson(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const pairs = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${pairs.join(",")}}`;
  }
  return JSON.stringify(value);
}

/** The row that the next one has to follow. */
export type Link = { seq: number; hash: string };

export const chainStart: Link = { seq: 0, hash: genesisHash };

/** Why `row` doesn't follow from the row before it; undefined when it does. */
export function brokenLink(before: Link, row: SealedRow, keys: readonly AuditKey[]): ChainProblem | undefined {
  const { keyId, previousHash, hash, ...entry } = row;
  if (entry.seq !== before.seq + 1) return "row_missing";
  if (previousHash !== before.hash) return "link_changed";
  return changedRow(row, keys);
}

/** Whether the row's content matches its own hash, regardless of its position. */
export function changedRow(row: SealedRow, keys: readonly AuditKey[]): ChainProblem | undefined {
  const { keyId, previousHash, hash, ...entry } = row;
  if (keyId === null) return same(chainHash(previousHash, entry), hash) ? undefined : "row_changed";
  const key = keys.find(({ id }) => id === keyId);
  if (!key) return "unknown_key";
  return same(keyedHash(previousHash, entry, key), hash) ? undefined : "row_changed";
}

/** Whether the end was sealed with one of the keys. If it wasn't, nothing from it may be sealed again. */
export function isSealed(head: ChainHead, keys: readonly AuditKey[]): boolean {
  const key = keys.find(({ id }) => id === head.keyId);
  return key !== undefined && same(headMac(head, key), head.mac);
}

/** Why the sealed end doesn't fit the chain's last row; undefined when it does. */
export function brokenEnd(last: Link, head: ChainHead, keys: readonly AuditKey[]): ChainProblem | undefined {
  const key = keys.find(({ id }) => id === head.keyId);
  if (!key) return "unknown_key";
  if (!same(headMac(head, key), head.mac)) return "end_changed";
  if (head.seq > last.seq) return "rows_deleted";
  if (head.seq < last.seq) return "rows_added";
  return head.hash === last.hash ? undefined : "end_changed";
}

/**
 * The index of the first row that doesn't follow from the one before it, or undefined when all do. `rows` is a whole chain in
 * order of `seq`.
 */
export function firstBrokenLink(
  rows: readonly (Omit<SealedRow, "keyId"> & { keyId?: string | null })[],
  keys: readonly AuditKey[] = [],
): number | undefined {
  let before = chainStart;
  for (const [index, { keyId = null, ...row }] of rows.entries()) {
    if (brokenLink(before, { ...row, keyId }, keys)) return index;
    before = row;
  }
  return undefined;
}

function same(computed: string, stored: string): boolean {
  const [a, b] = [Buffer.from(computed), Buffer.from(stored)];
  return a.length === b.length && timingSafeEqual(a, b);
}
