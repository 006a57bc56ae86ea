import "server-only";
import { and, asc, desc, eq, notExists, sql } from "drizzle-orm";
import { auditHeads, auditLog, auditPersonal } from "@/db/schema";
import type { Context } from "@/lib/context";
import { accountChain, platformChain } from "../record-audit";
import {
  type AuditKey,
  type ChainBreak,
  type ChainHead,
  changedRow,
  type PersonalRecord,
  type SealedRow,
} from "./chain";
import { auditKeys } from "./keys";
import { breakId, ChainReader, type ChainRules } from "./read-chain";

export type FoundBreak = ChainBreak & { hash: string };

export type AuditCheck = {
  chains: number;
  rows: number;
  /** Chains of organizations. */
  organizations: number;
  /** How many chains are broken. */
  broken: number;
  /** The first broken row of each of the first 100 broken chains, in order of their organizations. */
  breaks: FoundBreak[];
  /** Intact chains without a complete sealed end: rows from before the key. `verifyAudit` seals them. */
  unsealed: { organizationId: string; unkeyedUntil: number }[];
  /** How many chains have disappeared since the last verification. */
  chainsDeleted: number;
  /** Whether an earlier verification has sealed the chains. */
  sealed: boolean;
  /** The chain with the greatest id. */
  through: string;
};

/** Rows per read. */
const pageSize = 2_000;
const keptBreaks = 100;

/**
 * Checks every row of every chain against the keys of AUDIT_KEY, in the platform role. It changes nothing, and appending
 * continues.
 */
export async function checkAudit(ctx: Context): Promise<AuditCheck> {
  const keys = auditKeys();
  const { last, ...statements } = await ownStatements(ctx, keys);
  const rules = { keys, ...statements };
  const check: AuditCheck = {
    chains: 0,
    rows: 0,
    organizations: 0,
    broken: 0,
    breaks: [],
    unsealed: [],
    chainsDeleted: 0,
    sealed: rules.sealed,
    through: platformChain,
  };
  const known = await readChains(ctx, { ...rules, through: last?.through }, check);
  for (const { organizationId, hash } of await headsWithoutRows(ctx)) {
    keep(check, { organizationId, seq: 1, problem: "rows_deleted", hash });
  }
  // A chain that was deleted with its end leaves nothing else behind. Ids grow with time, so there can't be fewer of the old ones.
  check.chainsDeleted = Math.max(0, (last?.organizations ?? 0) - known);
  return check;
}

function keep(check: AuditCheck, found: FoundBreak): void {
  check.broken += 1;
  if (check.breaks.length < keptBreaks) check.breaks.push(found);
}

/** @returns how many organizations with a chain have an id up to `through`. */
async function readChains(
  ctx: Context,
  rules: ChainRules & { through: string | undefined },
  check: AuditCheck,
): Promise<number> {
  let known = 0;
  let reader: ChainReader | undefined;
  let head: ChainHead | undefined;
  const finish = () => {
    if (!reader) return;
    const { organizationId, lastUnkeyed } = reader;
    if (reader.end(head)) check.unsealed.push({ organizationId, unkeyedUntil: lastUnkeyed });
    if (reader.found) keep(check, reader.found);
    if (organizationId > accountChain) {
      check.organizations += 1;
      if (rules.through && organizationId <= rules.through) known += 1;
    }
    check.chains += 1;
    check.rows += reader.rows;
    check.through = organizationId;
  };
  for await (const page of pages(ctx)) {
    for (const { row, head: itsHead, personal } of page) {
      if (row.organizationId !== reader?.organizationId) {
        finish();
        reader = new ChainReader(row.organizationId, rules);
      }
      head = itsHead ?? undefined;
      reader.read(row, head, personal);
    }
  }
  finish();
  return known;
}

const personal = { email: auditPersonal.email, facts: auditPersonal.facts, salt: auditPersonal.salt };
const ofRow = and(eq(auditPersonal.organizationId, auditLog.organizationId), eq(auditPersonal.seq, auditLog.seq));

/** A row and its chain's end are read in one statement, so an end is never older or newer than the last row. */
async function* pages({ tx }: Context) {
  let after = { organizationId: "00000000-0000-0000-0000-000000000000", seq: 0 };
  for (;;) {
    const page: { row: SealedRow; head: ChainHead | null; personal: PersonalRecord | null }[] = await tx
      .select({ row: auditLog, head: auditHeads, personal })
      .from(auditLog)
      .leftJoin(auditHeads, eq(auditHeads.organizationId, auditLog.organizationId))
      .leftJoin(auditPersonal, ofRow)
      .where(sql`(${auditLog.organizationId}, ${auditLog.seq}) > (${after.organizationId}, ${after.seq})`)
      .orderBy(asc(auditLog.organizationId), asc(auditLog.seq))
      .limit(pageSize);
    yield page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.row;
  }
}

type Verified = { through: string; organizations: number };

/** The rules for verifying chains at the moment. */
export async function chainRules(ctx: Context): Promise<ChainRules> {
  const keys = auditKeys();
  const { sealed, acknowledged } = await ownStatements(ctx, keys);
  return { keys, sealed, acknowledged };
}

/** What the platform's own chain says about verification. Only rows that fit their hash count: anyone could insert others. */
async function ownStatements({ tx }: Context, keys: readonly AuditKey[]) {
  const rowsOf = (action: string, limit: number): Promise<SealedRow[]> =>
    tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.organizationId, platformChain), eq(auditLog.action, action)))
      .orderBy(desc(auditLog.seq))
      .limit(limit);
  const [verified, acknowledged] = [await rowsOf("audit.verified", 1), await rowsOf("audit.break_acknowledged", 1_000)];
  const genuine = (row: SealedRow) => row.keyId !== null && !changedRow(row, keys);
  const [last] = verified.filter(genuine);
  return {
    sealed: last !== undefined,
    last:
      last &&
      ({ through: String(last.details.through), organizations: Number(last.details.organizations) } satisfies Verified),
    acknowledged: new Set(
      acknowledged
        .filter(genuine)
        .map(({ details }) => breakId(String(details.organization), Number(details.seq), String(details.hash))),
    ),
  };
}

function headsWithoutRows({ tx }: Context) {
  const rows = tx.select({ one: sql`1` }).from(auditLog).where(eq(auditLog.organizationId, auditHeads.organizationId));
  return tx.select().from(auditHeads).where(notExists(rows)).limit(100);
}
