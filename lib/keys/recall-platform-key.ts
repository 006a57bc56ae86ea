import "server-only";
import { LRUCache } from "lru-cache";
import { platformKeys } from "@/db/schema";
import { wallNow } from "@/lib/clock";
import type { Actor } from "@/lib/context";
import { minute } from "@/lib/durations";
import { logger } from "@/lib/logger";
import { takeRequest } from "@/lib/rate-limits";
import { platformActor } from "./authenticate-key";
import type { Scope } from "./input";
import { keyOf, looksLikePlatformKey } from "./key-format";
import { noteUse } from "./note-use";

/** The holder of a key as of the last lookup. `forget` makes the next request look it up again. */
export type RecalledKey = { actor: Actor; keyId: string; forget: () => void };

type Entry = { hash: string; actor: Actor; notedAt: Date };

/** By hash and scope, so that no key stays in memory after its request. */
const cache = new LRUCache<string, Entry>({ max: 1_000 });

/** Whether a request comes with a platform key, valid or not. */
export const bringsPlatformKey = (request: Request): boolean =>
  looksLikePlatformKey(request.headers.get("authorization") ?? "");

/**
 * The holder of a platform key with `scope`, from the cache where possible. The key may just have been revoked: the
 * statement that acts on it has to check that `keyId` is still valid, as `track_usage` does. So a revoked key stops
 * working at once on every server, and no request needs a query just for its key.
 *
 * @throws GatehouseError `unauthenticated`, `forbidden` as `requirePlatformKey`, `rate_limited`.
 */
export async function recallPlatformKey(request: Request, scope: Scope): Promise<RecalledKey> {
  const hash = keyOf(request.headers.get("authorization") ?? "")?.hash;
  const entry = cache.get(`${hash} ${scope}`) ?? (await lookUp(request, scope, hash));
  takeRequest(request, [{ kind: "platform_key", id: entry.actor.id }]);
  noteLastUse(entry);
  return { actor: entry.actor, keyId: entry.actor.id, forget: () => cache.delete(`${hash} ${scope}`) };
}

async function lookUp(request: Request, scope: Scope, hash = ""): Promise<Entry> {
  const entry = { hash, actor: await platformActor(request, scope), notedAt: wallNow() };
  cache.set(`${hash} ${scope}`, entry);
  return entry;
}

/** Only for display, so the request does not wait for it. */
function noteLastUse(entry: Entry): void {
  const now = wallNow();
  if (now.getTime() - entry.notedAt.getTime() < minute) return;
  const lastUsedAt = entry.notedAt;
  entry.notedAt = now;
  noteUse(platformKeys, { hash: entry.hash, lastUsedAt }, now).catch((error) =>
    logger.warn({ err: error }, "could not record the last use of a key"),
  );
}
