import { invalidInput } from "@/lib/errors";

/** Keeps bytes under a key of two UUIDs: the organization's and the file's. */
export type FileStorage = {
  /** Writes all of it or nothing. @throws GatehouseError `unavailable`. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** @returns the bytes; undefined if there are none under the key. @throws GatehouseError `unavailable`. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Does nothing if there are none. @throws GatehouseError `unavailable`. */
  remove(key: string): Promise<void>;
};

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const pattern = new RegExp(`^${uuid}/${uuid}$`);

/** Nothing else gets near the file system or a URL. */
export function assertKey(key: string): void {
  if (!pattern.test(key)) throw invalidInput("The file's key is invalid.");
}
