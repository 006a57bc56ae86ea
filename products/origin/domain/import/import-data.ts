import "server-only";
import { and, asc, eq, gte } from "drizzle-orm";
import { type Actor, inTenant, type TenantContext, withPlatform } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { dataImports, importChunks, importProblems } from "@/products/origin/schema";
import { settingsOf } from "../data/settings";
import { storeConversions, storeTouchpoints } from "../data/store-events";
import { setSpend } from "../spend/set-spend";
import { CsvReader } from "./csv-reader";
import { type ImportedRow, importOptionsSchema, type RowReader, rowReader, type Spend } from "./rows";

const worker: Actor = { kind: "system", id: "worker" };
/** How many problems of a file are kept; the count goes on. */
const keptProblems = 1_000;
/** Below the time after which a job counts as lost. What is left goes to the next one. */
const budgetMs = 25_000;

type Import = typeof dataImports.$inferSelect;
type Problem = { line: number; problem: string; content: string };

/**
 * Imports a file piece by piece. Each piece is a transaction with its progress, so a worker that dies repeats at most one, and
 * events are recognized by their ids. Spend is summed over the whole file first, because it replaces what was there.
 */
export async function importData({
  organizationId,
  importId,
}: {
  organizationId: string;
  importId: string;
}): Promise<void> {
  const inOwn = <T>(work: (ctx: TenantContext) => Promise<T>) =>
    withPlatform({ actor: worker }, (ctx) => work(inTenant(ctx, organizationId)));
  const begun = await inOwn((ctx) => begin(ctx, importId));
  if (!begun) return;
  const { row, read } = begun;
  const reader = new CsvReader(importOptionsSchema.parse(row.options).delimiter);
  const spend: Spend[] = [];
  const until = performance.now() + budgetMs;
  let seen = 0;
  for (let position = 0; position < row.chunks; position += 1) {
    const text = await inOwn((ctx) => chunkAt(ctx, importId, position));
    const rows = [...reader.push(text), ...(position === row.chunks - 1 ? reader.end() : [])];
    const first = seen;
    seen += rows.length;
    // The header isn't data, and spend has to be read again from the start.
    const fresh = rows.filter((_, index) => first + index > 0 && (row.kind === "spend" || first + index >= row.rows));
    const parts = split(fresh.map(read));
    if (row.kind === "spend") spend.push(...parts.spend);
    await inOwn((ctx) => keepPart(ctx, row, parts, seen));
    if (performance.now() > until && position < row.chunks - 1 && row.kind !== "spend") {
      return inOwn((ctx) => sendJob(ctx, "import-data", { organizationId, importId }, `${importId}:${position}`));
    }
  }
  await inOwn(async (ctx) => {
    if (row.kind === "spend") await setSpend(ctx, spend);
    await finish(ctx, importId);
  });
}

async function begin(ctx: TenantContext, importId: string): Promise<{ row: Import; read: RowReader } | undefined> {
  const { now, tx } = ctx;
  const [row] = await tx.select().from(dataImports).where(isImport(ctx, importId)).for("update");
  if (!row || row.status === "done" || row.status === "uploading") return undefined;
  const restarts = row.kind === "spend";
  const counts = { rows: 0, accepted: 0, duplicates: 0, rejected: 0 };
  await tx
    .update(dataImports)
    .set({ status: "running", ...(restarts ? counts : {}) })
    .where(isImport(ctx, importId));
  const settings = await settingsOf(ctx);
  const read = rowReader(row.kind, importOptionsSchema.parse(row.options), { ...settings, now });
  return { row: restarts ? { ...row, ...counts } : row, read };
}

async function chunkAt({ organizationId, tx }: TenantContext, importId: string, position: number): Promise<string> {
  const [chunk] = await tx
    .select({ text: importChunks.text })
    .from(importChunks)
    .where(
      and(
        eq(importChunks.organizationId, organizationId),
        eq(importChunks.importId, importId),
        gte(importChunks.position, position),
      ),
    )
    .orderBy(asc(importChunks.position))
    .limit(1);
  return chunk?.text ?? "";
}

type Parts = { rows: ImportedRow[]; spend: Spend[]; problems: Problem[] };

function split(read: readonly ReturnType<RowReader>[]): Parts {
  const problems = read.flatMap((row) => ("problem" in row ? [row] : []));
  const rows = read.flatMap((row) => ("problem" in row ? [] : [row]));
  return { rows, spend: rows.flatMap((row) => (row.kind === "spend" ? [row.event] : [])), problems };
}

/** The row of the import is locked first: of two workers with the same piece, the second finds it done. */
async function keepPart(
  ctx: TenantContext,
  { id }: Import,
  { rows, spend, problems }: Parts,
  seen: number,
): Promise<void> {
  const { organizationId, tx } = ctx;
  const [current] = await tx.select().from(dataImports).where(isImport(ctx, id)).for("update");
  if (!current || current.rows >= seen) return;
  const touches = rows.flatMap((each, index) => (each.kind === "touchpoints" ? [{ index, event: each.event }] : []));
  const ends = rows.flatMap((each, index) => (each.kind === "conversions" ? [{ index, event: each.event }] : []));
  const stored = [await storeTouchpoints(ctx, touches), await storeConversions(ctx, ends)];
  const refused = stored
    .flatMap(({ rejected }) => rejected)
    .map(({ index, id: given, reason }) => ({ line: rows[index]?.line ?? 0, problem: reason, content: given ?? "" }));
  const listed = [...problems, ...refused].map(({ line, problem, content }) => ({
    organizationId,
    importId: id,
    line,
    reason: problem,
    content: content.replaceAll("\u0000", "\uFFFD"),
  }));
  const kept = listed.slice(0, Math.max(0, keptProblems - current.rejected));
  if (kept.length > 0) await tx.insert(importProblems).values(kept).onConflictDoNothing();
  const sum = (of: (each: (typeof stored)[number]) => number) => stored.reduce((total, each) => total + of(each), 0);
  await tx
    .update(dataImports)
    .set({
      rows: seen,
      accepted: current.accepted + sum(({ accepted }) => accepted) + spend.length,
      duplicates: current.duplicates + sum(({ duplicates }) => duplicates),
      rejected: current.rejected + listed.length,
    })
    .where(isImport(ctx, id));
}

/** The text has served its purpose. */
async function finish(ctx: TenantContext, importId: string): Promise<void> {
  const { organizationId, now, tx } = ctx;
  await tx
    .delete(importChunks)
    .where(and(eq(importChunks.organizationId, organizationId), eq(importChunks.importId, importId)));
  await tx.update(dataImports).set({ status: "done", finishedAt: now }).where(isImport(ctx, importId));
}

const isImport = ({ organizationId }: TenantContext, importId: string) =>
  and(eq(dataImports.organizationId, organizationId), eq(dataImports.id, importId));
