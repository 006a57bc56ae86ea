import "server-only";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { TenantContext } from "@/lib/context";
import type { ExportedTable } from "./exported-table";
import { readTable } from "./read-table";

export type Archived = { files: { file: string; rows: number }[] };

/**
 * Writes the organization's tables as a ZIP of CSV files to `path`. They are read one after the other, page by page, so
 * memory use doesn't depend on their size. `about` returns the last file, which describes the others.
 */
export async function writeArchive(
  ctx: TenantContext,
  { path, tables, about }: { path: string; tables: readonly ExportedTable[]; about: (archived: Archived) => string },
): Promise<Archived> {
  const zip = new ZipFile();
  const archived: Archived = { files: [] };
  for (const table of tables) {
    const file = { file: `${table.file}.csv`, rows: 0 };
    archived.files.push(file);
    const count = (rows: number) => {
      file.rows += rows;
    };
    zip.addReadStreamLazy(file.file, (use) => use(null, Readable.from(readTable(ctx, table, count))));
  }
  zip.addReadStreamLazy("README.txt", (use) => use(null, Readable.from([about(archived)])));
  zip.end();
  const failed = once(zip, "error").then(([error]) => Promise.reject(error));
  await Promise.race([pipeline(zip.outputStream, createWriteStream(path)), failed]);
  return archived;
}
