import "server-only";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Actor, Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { env } from "@/lib/env";
import { readPlatformSnapshot } from "@/lib/replica";
import { type Format, formats, type Manifest, manifestName, type NightlyFile } from "./manifest";
import { type NightlyTable, nightlyTables } from "./nightly-tables";
import { readRows } from "./read-rows";

/** Enough for a loader that was broken over a long holiday. */
const keptDays = 14;

/**
 * Writes all organizations, subscriptions, items, invoices, movements and usage as CSV and NDJSON to a folder of `EXPORT_DIR`
 * named after the day, all from the same moment. Another export of the day replaces the first. Folders older than two weeks
 * are deleted.
 *
 * @returns what was written; `"off"` without `EXPORT_DIR`.
 */
export async function exportNightly({ actor }: { actor: Actor }): Promise<Manifest | "off"> {
  const root = env.EXPORT_DIR;
  if (!root) return "off";
  await mkdir(root, { recursive: true, mode: 0o700 });
  const unfinished = join(root, `.unfinished-${crypto.randomUUID()}`);
  await mkdir(unfinished, { mode: 0o700 });
  try {
    const manifest = await readPlatformSnapshot({ actor }, (ctx) => writeFiles(ctx, unfinished));
    await publish(root, unfinished, manifest);
    return manifest;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function writeFiles(ctx: Context, folder: string): Promise<Manifest> {
  const files: NightlyFile[] = [];
  for (const table of nightlyTables) {
    for (const format of formats) files.push(await writeRows(ctx, folder, table, format));
  }
  return { date: isoDay(ctx.now), asOf: ctx.now.toISOString(), files };
}

async function writeRows(ctx: Context, folder: string, table: NightlyTable, format: Format): Promise<NightlyFile> {
  const file = { name: `${table.file}.${format}.gz`, table: table.file, format, rows: 0, bytes: 0 };
  const hash = createHash("sha256");
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      file.bytes += chunk.byteLength;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const rows = readRows(ctx, table, format, (count) => {
    file.rows += count;
  });
  await pipeline(
    Readable.from(rows),
    createGzip(),
    measured,
    createWriteStream(join(folder, file.name), { mode: 0o600 }),
  );
  return { ...file, sha256: hash.digest("hex") };
}

/** A reader sees either the whole folder or none. */
async function publish(root: string, unfinished: string, manifest: Manifest): Promise<void> {
  await writeFile(join(unfinished, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  const folder = join(root, manifest.date);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
  const oldest = isoDay(addDays(new Date(manifest.asOf), -keptDays));
  for (const name of await readdir(root)) {
    if (isDay(name) && name < oldest) await rm(join(root, name), { recursive: true, force: true });
  }
}

const isDay = (name: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(name);
