import "server-only";
import type { Actor } from "@/lib/context";
import { type Cell, csvHeader, csvLines } from "@/lib/csv";
import { readPlatform } from "@/lib/replica";
import { listOrganizations, type OrganizationRow } from "./list-organizations";
import type { OrganizationFilter } from "./organization-filter";

const columns: readonly (readonly [name: string, cell: (row: OrganizationRow) => Cell])[] = [
  ["id", ({ id }) => id],
  ["name", ({ name }) => name],
  ["external_id", ({ externalId }) => externalId],
  ["domain", ({ domain }) => domain],
  ["owner", ({ owner }) => owner],
  ["plan", ({ planKey }) => planKey],
  ["interval", ({ interval }) => interval],
  ["status", ({ status, suspendedAt }) => (suspendedAt ? "suspended" : status)],
  ["mrr", ({ mrr }) => mrr],
  ["currency", ({ currency }) => currency],
  ["members", ({ members }) => members],
  ["trial_ends_at", ({ trialEndsAt }) => trialEndsAt.toISOString()],
  ["next_at", ({ nextAt }) => nextAt?.toISOString()],
  ["cancel_at", ({ cancelAt }) => cancelAt?.toISOString()],
  ["over_limit", ({ overLimit }) => String(overLimit)],
  ["mismatch", ({ mismatch }) => String(mismatch)],
  ["used", ({ used }) => String(used)],
  ["signed_up_at", ({ createdAt }) => createdAt.toISOString()],
];

/** Enough that the time between two queries doesn't matter, and little enough to hold in memory. */
const batchSize = 1_000;

/**
 * Every organization of a filter as CSV, in the filter's order; amounts in minor units. Each batch has a transaction of its
 * own, so that a slow download holds none.
 */
export async function* exportOrganizations(actor: Actor, filter: OrganizationFilter): AsyncGenerator<string> {
  yield csvHeader(columns.map(([name]) => name));
  let after: string | undefined;
  do {
    const page = { ...filter, after };
    const { rows, next } = await readPlatform({ actor }, (ctx) => listOrganizations(ctx, page, batchSize));
    if (rows.length > 0) yield csvLines(rows.map((row) => columns.map(([, cell]) => cell(row))));
    after = next;
  } while (after !== undefined);
}
