import "server-only";
import { env } from "@/lib/env";
import { diskStorage } from "./disk-storage";
import type { FileStorage } from "./file-storage";
import { objectStorage } from "./object-storage";
import { parseStorageUrl } from "./storage-url";

export type { FileStorage } from "./file-storage";

/** The file storage at a `STORAGE_URL`. */
export function openStorage(url: string): FileStorage {
  const place = parseStorageUrl(url);
  return place.kind === "disk" ? diskStorage(place.folder) : objectStorage(place);
}

let storage: FileStorage | undefined;

/** The file storage of this deployment. */
export function fileStorage(): FileStorage {
  storage ??= openStorage(env.STORAGE_URL);
  return storage;
}
