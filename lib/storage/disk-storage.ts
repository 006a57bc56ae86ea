import "server-only";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { unavailable } from "@/lib/errors";
import { assertKey, type FileStorage } from "./file-storage";

/** Files in a folder that the web servers and the worker share, readable by their user only. */
export function diskStorage(folder: string): FileStorage {
  const pathOf = (key: string) => {
    assertKey(key);
    return join(folder, key);
  };
  return {
    put: (key, bytes) =>
      orUnavailable(async () => {
        const path = pathOf(key);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        // Renamed when it is complete and on the disk, so that a crash leaves no half of a file.
        const partial = `${path}.part`;
        const file = await open(partial, "w", 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(partial, path);
      }),
    get: (key) =>
      orUnavailable(() =>
        readFile(pathOf(key)).catch((error) => (codeOf(error) === "ENOENT" ? undefined : Promise.reject(error))),
      ),
    remove: (key) =>
      orUnavailable(async () => {
        await rm(pathOf(key), { force: true });
        await rm(`${pathOf(key)}.part`, { force: true });
      }),
  };
}

const outages = new Set(["ENOSPC", "EACCES", "EIO", "EROFS", "EDQUOT", "EMFILE", "ENOTDIR"]);
const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "");

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!outages.has(codeOf(error))) throw error;
    throw unavailable("The file storage isn't available. Nothing was changed. Try again.", error);
  }
}
