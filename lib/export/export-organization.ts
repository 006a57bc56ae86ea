import "server-only";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalog } from "@/lib/catalog";
import { ConcurrencyLimit } from "@/lib/concurrency-limit";
import { type Actor, withSnapshot } from "@/lib/context";
import { env } from "@/lib/env";
import { product } from "@/lib/products";
import { aboutArchive } from "./about";
import { exportedTables } from "./tables";
import { writeArchive } from "./write-archive";

type Asked = { organizationId: string; organization: string; actor: Actor };

/** A transaction is held for each while it is written, so but few at once, and one of an organization. */
let limit: ConcurrencyLimit | undefined;

/**
 * Everything of the organization as a ZIP, as it was at one moment. It is written to a temporary file first, at the database's
 * pace and not at the reader's: a slow download holds no transaction.
 *
 * @returns the file's bytes, which are gone once they were read or given up, and how many they are.
 * @throws GatehouseError `unavailable` while too many are being written.
 */
export async function exportOrganization(asked: Asked): Promise<{ size: number; bytes: ReadableStream<Uint8Array> }> {
  limit ??= new ConcurrencyLimit({
    total: Math.max(1, Math.floor(env.DATABASE_POOL_SIZE / 4)),
    perKey: 1,
    timeoutMs: 8_000,
  });
  return limit.run(asked.organizationId, () => write(asked));
}

async function write({ organizationId, organization, actor }: Asked) {
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
    return await readOnce(path, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

const pieceSize = 64 * 1024;

async function readOnce(path: string, remove: () => Promise<void>) {
  const file = await open(path);
  const { size } = await file.stat();
  const end = async () => {
    await file.close();
    await remove();
  };
  const bytes = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(pieceSize));
      if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
      await end();
      controller.close();
    },
    cancel: end,
  });
  return { size, bytes };
}
