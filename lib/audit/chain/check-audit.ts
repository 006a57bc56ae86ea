import "server-only";
import { and, asc, desc, eq, isNotNull, lt, notExists, sql } from "drizzle-orm";
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

/** What is stored apart from a row, and how to join it. */
export const personal = { email: auditPersonal.email, facts: auditPersonal.facts, salt: auditPersonal.salt };
export const ofRow = and(
  eq(auditPersonal.organizationId, auditLog.organizationId),
  eq(auditPersonal.seq, auditLog.seq),
);

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

/** How many of the platform's own rows are read at once. */
const statementsPage = 200;

/** What the platform's own chain says about verification. Only rows that fit their hash count: anyone could insert others. */
async function ownStatements(ctx: Context, keys: readonly AuditKey[]) {
  const [last] = await genuineRows(ctx, { action: "audit.verified", atMost: 1, keys });
  const acknowledged = await genuineRows(ctx, { action: "audit.break_acknowledged", atMost: 1_000, keys });
  return {
    sealed: last !== undefined,
    last:
      last &&
      ({ through: String(last.details.through), organizations: Number(last.details.organizations) } satisfies Verified),
    acknowledged: new Set(
      acknowledged.map(({ details }) =>
        breakId(String(details.organization), Number(details.seq), String(details.hash)),
      ),
    ),
  };
}

/**
 * The newest rows with an action whose hash fits. Rows that don't fit are skipped, however many there are: someone could otherwise insert
 * some in front of the genuine ones, and the chains would count as never sealed.
 */
async function genuineRows(
  { tx }: Context,
  { action, atMost, keys }: { action: string; atMost: number; keys: readonly AuditKey[] },
): Promise<SealedRow[]> {
  const found: SealedRow[] = [];
  let before: number | undefined;
  do {
    const page: SealedRow[] = await tx
      .select()
      .from(auditLog)
      .where(
        and(
          eq(auditLog.organizationId, platformChain),
          eq(auditLog.action, action),
          isNotNull(auditLog.keyId),
          before === undefined ? undefined : lt(auditLog.seq, before),
        ),
      )
      .orderBy(desc(auditLog.seq))
      .limit(statementsPage);
    found.push(...page.filter((row) => !changedRow(row, keys)));
    before = page.length === statementsPage ? page.at(-1)?.seq : undefined;
  } while (before !== undefined && found.length < atMost);
  return found.slice(0, atMost);
}

function headsWithoutRows({ tx }: Context) {
  const rows = tx.select({ one: sql`1` }).from(auditLog).where(eq(auditLog.organizationId, auditHeads.organizationId));
  return tx.select().from(auditHeads).where(notExists(rows)).limit(100);
}
