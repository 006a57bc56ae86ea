import {
  type AuditKey,
  brokenEnd,
  brokenLink,
  type ChainBreak,
  type ChainHead,
  chainStart,
  type Link,
  type PersonalRecord,
  personalFits,
  type SealedRow,
  startOf,
} from "./chain";

/** What verification knows in addition to the rows. */
export type ChainRules = {
  keys: readonly AuditKey[];
  /**
   * Whether chains were sealed before, which the first verification does. Until then, a chain whose rows are older than the key
   * has no sealed end.
   */
  sealed: boolean;
  /** Breaks that a person has examined, by `breakId`: the rows after them are verified again. */
  acknowledged: ReadonlySet<string>;
};

/** Names one break of one chain, so that acknowledging it hides no other. */
export const breakId = (organizationId: string, seq: number, hash: string): string =>
  `${organizationId}:${seq}:${hash}`;

/** Follows one chain, row by row, and keeps its first break. */
export class ChainReader {
  readonly organizationId: string;
  rows = 0;
  lastUnkeyed = 0;
  last: Link = chainStart;
  found: (ChainBreak & { hash: string }) | undefined;
  readonly #rules: ChainRules;

  constructor(organizationId: string, rules: ChainRules) {
    this.organizationId = organizationId;
    this.#rules = rules;
  }

  /** `head` is the chain's sealed end, and `personal` what is stored apart from the row, as of the same moment. */
  read(row: SealedRow, head: ChainHead | undefined, personal: PersonalRecord | null = null): void {
    // `end` checks the seal of what is trusted here.
    if (this.rows === 0) this.last = startOf(head);
    this.rows += 1;
    if (row.keyId === null) this.lastUnkeyed = row.seq;
    const problem =
      brokenLink(this.last, row, this.#rules.keys) ??
      this.#withoutKey(row, head) ??
      (personalFits(row, personal) ? undefined : "personal_changed");
    if (problem) this.#keep({ seq: problem === "row_missing" ? this.last.seq + 1 : row.seq, problem, hash: row.hash });
    this.last = { seq: row.seq, hash: row.hash };
  }

  /** After the last row. @returns whether the chain still has to be sealed, which a break among its old rows doesn't prevent. */
  end(head: ChainHead | undefined): boolean {
    const { keys, sealed } = this.#rules;
    const { seq, hash } = this.last;
    if (!head) {
      const isFromBeforeKey = !sealed && this.lastUnkeyed === seq;
      if (!isFromBeforeKey) this.#keep({ seq, problem: "end_missing", hash });
      return isFromBeforeKey;
    }
    const isOfOlderRelease = !sealed && this.lastUnkeyed === seq && brokenEnd(this.last, head, keys) === "rows_added";
    const problem = isOfOlderRelease ? undefined : this.#brokenEnd(head);
    if (problem) this.#keep({ seq: firstWrong(problem, seq, head), problem, hash });
    const isSealedWhole = head.unkeyedUntil !== null && this.lastUnkeyed <= head.unkeyedUntil && !isOfOlderRelease;
    return !sealed && !problem && !isSealedWhole;
  }

  /** A chain that wasn't sealed with the others lost its end, and got a new one with its next row. */
  #brokenEnd(head: ChainHead): ChainBreak["problem"] | undefined {
    const { keys, sealed } = this.#rules;
    return brokenEnd(this.last, head, keys) ?? (sealed && head.unkeyedUntil === null ? "end_changed" : undefined);
  }

  #withoutKey(row: SealedRow, head: ChainHead | undefined) {
    if (row.keyId !== null || !this.#rules.sealed) return undefined;
    return row.seq > (head?.unkeyedUntil ?? 0) ? "row_without_key" : undefined;
  }

  #keep({ seq, problem, hash }: Omit<ChainBreak, "organizationId"> & { hash: string }): void {
    const { organizationId } = this;
    if (this.#rules.acknowledged.has(breakId(organizationId, seq, hash))) return;
    this.found ??= { organizationId, seq, problem, hash };
  }
}

function firstWrong(problem: ChainBreak["problem"], lastSeq: number, head: ChainHead): number {
  if (problem === "rows_deleted") return lastSeq + 1;
  return problem === "rows_added" ? head.seq + 1 : lastSeq;
}

const problems: Readonly<Record<ChainBreak["problem"], string>> = {
  row_missing: "a row is missing, repeated or out of order",
  row_changed: "the row's content was changed",
  personal_changed: "what is stored apart from the row, about a person, was changed",
  link_changed: "the row doesn't follow from the one before it",
  row_without_key: "the row was written without the key",
  unknown_key: "the row was sealed with a key that AUDIT_KEY doesn't have",
  end_missing: "the sealed end of the chain was deleted",
  end_changed: "the sealed end of the chain was changed",
  rows_deleted: "rows were deleted from here on",
  rows_added: "rows were added from here on",
};

/** What is wrong at a break, as a clause. */
export const describeProblem = (problem: ChainBreak["problem"]): string => problems[problem];
