import { createHash } from "node:crypto";
import type { World } from "../world";
import { StripeFault } from "./errors";

const retentionSeconds = 24 * 3600;

export interface StoredAnswer {
  status: number;
  body: string;
}

export function fingerprint(method: string, path: string, body: string): string {
  return createHash("sha256").update(`${method} ${path}\n${body}`).digest("hex");
}

/**
 * The response that this key's first request got.
 *
 * @throws StripeFault if the key was used for a different request
 */
export function replayOf(world: World, key: string, requestHash: string): StoredAnswer | null {
  const known = world.store.get("replay", key);
  if (!known || known.at + retentionSeconds < world.clock.wallSeconds()) return null;
  if (known.fingerprint === requestHash) return known;
  throw new StripeFault(
    400,
    "idempotency_error",
    `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  );
}

export function storeAnswer(world: World, key: string, requestHash: string, answer: StoredAnswer): void {
  dropExpired(world);
  world.store.put("replay", { id: key, fingerprint: requestHash, ...answer, at: world.clock.wallSeconds() });
}

/** Deletes up to two expired entries per new one, so the table doesn't grow beyond a day. */
function dropExpired(world: World): void {
  const oldest = world.store.all("replay");
  for (let count = 0; count < 2; count += 1) {
    const { value } = oldest.next();
    if (!value || value.at + retentionSeconds >= world.clock.wallSeconds()) return;
    world.store.delete("replay", value.id);
  }
}
