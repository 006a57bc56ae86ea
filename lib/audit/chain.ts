import { createHash } from "node:crypto";

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

/** Hash before the first row of a chain. */
export const genesisHash = "0".repeat(64);

/** SHA-256 over the previous row's hash and this row with sorted keys: any later change to a row breaks the chain. */
export function chainHash(previousHash: string, entry: AuditEntry): string {
  return createHash("sha256").update(previousHash).update("\n").update(canonicalJson(entry)).digest("hex");
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

/**
 * The index of the first row that doesn't follow from the one before it, or undefined when the chain is intact. `rows` is a
 * whole chain in order of `seq`.
 */
export function firstBrokenLink(
  rows: readonly (AuditEntry & { previousHash: string; hash: string })[],
): number | undefined {
  let previous = genesisHash;
  for (const [index, { previousHash, hash, ...entry }] of rows.entries()) {
    if (entry.seq !== index + 1 || previousHash !== previous || chainHash(previous, entry) !== hash) return index;
    previous = hash;
  }
  return undefined;
}
