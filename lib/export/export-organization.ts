import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalog } from "@/lib/catalog";
import { ConcurrencyLimit } from "@/lib/concurrency-limit";
import { type Actor, withSnapshot } from "@/lib/context";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { formatCount } from "@/lib/numbers";
import { product } from "@/lib/products";
import { streamFile } from "./stream-file";
import { exportedTables } from "./tables";
import { type Archived, writeArchive } from "./write-archive";

type ExportRequest = { organizationId: string; organization: string; actor: Actor };

/** Each export holds a transaction while it is written, so few run at once, and one for each organization. */
let limit: ConcurrencyLimit | undefined;

/**
 * Exports the organization's data as a ZIP, a snapshot of one moment. It is written to a temporary file first, so that a slow
 * download doesn't hold a transaction.
 *
 * @returns the size and content of the file, which is deleted when it has been read or the reader cancels.
 * @throws GatehouseError `unavailable` if other exports take all slots for 8 seconds.
 */
export async function exportOrganization(
  request: ExportRequest,
): Promise<{ size: number; bytes: ReadableStream<Uint8Array> }> {
  limit ??= new ConcurrencyLimit({
    total: Math.max(1, Math.floor(env.DATABASE_POOL_SIZE / 4)),
    perKey: 1,
    timeoutMs: 8 * second,
  });
  return limit.run(request.organizationId, () => write(request));
}

async function write({ organizationId, organization, actor }: ExportRequest) {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-export-"));
  const path = join(folder, "export.zip");
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await withSnapshot({ organizationId, actor }, (ctx) =>
      writeArchive(ctx, {
        path,
        tables: [...exportedTables, ...product.exported],
        about: (archived) => aboutArchive({ organization, product: catalog.name, now: ctx.now }, archived),
      }),
    );
    return await streamFile(path, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The text of the archive's `README.txt`. */
function aboutArchive(
  { organization, product, now }: { organization: string; product: string; now: Date },
  { files }: Archived,
): string {
  const listed = files.map(({ file, rows }) => `${file}: ${formatCount(rows, "row")}`);
  return [
    `Data of ${organization} in ${product}, exported at ${now.toISOString()}.`,
    "",
    "Each file is CSV in UTF-8, with a byte order mark and a header line. All data is from the same moment. Times are ISO 8601 in UTC. Amounts of",
    "money are in the currency's smallest unit (cents). Lists within a cell are JSON or separated by spaces. Text that a",
    "spreadsheet would run as a formula starts with an apostrophe.",
    "",
    "Not included: secrets (API keys are masked) and individual usage events. Download those on the usage page, as CSV by meter",
    "and period.",
    "",
    ...listed,
    "",
  ].join("\n");
}
