import "server-only";
import { platformKeys } from "@/db/schema";
import { wallNow } from "@/lib/clock";
import type { Actor } from "@/lib/context";
import { logger } from "@/lib/logger";
import { takeRequest } from "@/lib/rate-limits";
import { platformActor } from "./authenticate-key";
import type { Scope } from "./input";
import { keyOf, looksLikePlatformKey } from "./key-format";
import { noteUse } from "./note-use";

/** Who holds a key, as it was when it was last looked up. `forget` makes the next request with it look it up again. */
export type RecalledKey = { actor: Actor; keyId: string; forget: () => void };

type Entry = { hash: string; actor: Actor; notedAt: Date };

/** By the key's hash and the scope it was let in with, so that no key is in memory longer than its request. */
const recalled = new Map<string, Entry>();
const capacity = 1_000;
const minute = 60 * 1000;

/** Whether it is a platform key that a request comes with, good or not. */
export const bringsPlatformKey = (request: Request): boolean =>
  looksLikePlatformKey(request.headers.get("authorization") ?? "");

/**
 * The holder of a platform key with `scope`, from memory where possible. It may have been revoked a moment ago: whoever
 * acts on it must have the statement that acts ask whether `keyId` is still valid, as `track_usage` does. So a revoked key
 * is out at once, on every server, and no request asks the database twice.
 *
 * @throws GatehouseError `unauthenticated`, `forbidden` as `requirePlatformKey`, `rate_limited`.
 */
export async function recallPlatformKey(request: Request, scope: Scope): Promise<RecalledKey> {
  const hash = keyOf(request.headers.get("authorization") ?? "")?.hash;
  const entry = recalled.get(`${hash} ${scope}`) ?? (await lookUp(request, scope, hash));
  takeRequest(request, [{ kind: "platform_key", id: entry.actor.id }]);
  note(entry);
  return { actor: entry.actor, keyId: entry.actor.id, forget: () => recalled.delete(`${hash} ${scope}`) };
}

async function lookUp(request: Request, scope: Scope, hash = ""): Promise<Entry> {
  const entry = { hash, actor: await platformActor(request, scope), notedAt: wallNow() };
  if (recalled.size >= capacity) recalled.clear();
  recalled.set(`${hash} ${scope}`, entry);
  return entry;
}

/** For people to see, so nobody waits for it. */
function note(entry: Entry): void {
  const now = wallNow();
  if (now.getTime() - entry.notedAt.getTime() < minute) return;
  const lastUsedAt = entry.notedAt;
  entry.notedAt = now;
  noteUse(platformKeys, { hash: entry.hash, lastUsedAt }, now).catch((error) =>
    logger.warn({ err: error }, "the use of a key was not noted"),
  );
}
