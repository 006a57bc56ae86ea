import "server-only";
import { and, eq } from "drizzle-orm";
import { apiKeys, platformKeys } from "@/db/schema";
import { wallNow } from "@/lib/clock";
import type { Actor } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { forbidden, unauthenticated, unreachable } from "@/lib/errors";
import { takeRequest } from "@/lib/rate-limits";
import type { Scope } from "./input";
import { keyOf } from "./key-format";
import { noteUse } from "./note-use";
import { stillValid } from "./still-valid";

/** The holder of a key. A platform key names the organization in each request; an organization key belongs to one. */
export type KeyHolder =
  | { kind: "platform"; actor: Actor; scopes: readonly Scope[] }
  | { kind: "organization"; actor: Actor; scopes: readonly (Scope | "scim")[]; organizationId: string };

/**
 * The holder of the key in the request's `Authorization: Bearer` header. Read each time, so revoking takes effect immediately.
 * Goes by real time, because a calling server doesn't share our time machine.
 *
 * @returns null when the request has no such header.
 * @throws GatehouseError `unauthenticated` when the key is malformed, unknown, revoked or expired: the same error for all.
 */
export async function authenticateKey(request: Request, now = wallNow()): Promise<KeyHolder | null> {
  const authorization = request.headers.get("authorization");
  if (!authorization) return null;
  const key = keyOf(authorization);
  const holder = key && (await findHolder(key, now));
  if (!holder) throw unauthenticated("This key isn't valid.");
  return holder;
}

/**
 * The actor of a platform key with `scope`. Counts the request against the key's rate limit.
 *
 * @throws GatehouseError `unauthenticated` without a valid key, `forbidden` without the scope, `rate_limited`.
 */
export async function requirePlatformKey(request: Request, scope: Scope): Promise<Actor> {
  const actor = await platformActor(request, scope);
  takeRequest(request, [{ kind: "platform_key", id: actor.id }]);
  return actor;
}

/** The same, without counting the request. */
export async function platformActor(request: Request, scope: Scope): Promise<Actor> {
  const holder = await authenticateKey(request);
  if (!holder) throw unauthenticated("Send a platform key: Authorization: Bearer gh_platform_….");
  if (holder.kind !== "platform") throw forbidden("This endpoint requires a platform key.", { reason: "key_kind" });
  assertScope(holder, scope);
  return holder.actor;
}

/** @throws GatehouseError `forbidden` naming the scope. */
export function assertScope({ scopes }: KeyHolder, scope: Scope | "scim"): void {
  if (!scopes.some((each) => each === scope))
    throw forbidden(`This key lacks the scope ${scope}.`, { reason: "scope", scope });
}

function findHolder(
  { kind, hash }: { kind: KeyHolder["kind"]; hash: string },
  now: Date,
): Promise<KeyHolder | undefined> {
  switch (kind) {
    case "platform":
      return findPlatformKey(hash, now);
    case "organization":
      return findApiKey(hash, now);
    default:
      return unreachable(kind);
  }
}

async function findPlatformKey(hash: string, now: Date): Promise<KeyHolder | undefined> {
  const [key] = await platformDatabase()
    .select()
    .from(platformKeys)
    .where(and(eq(platformKeys.hash, hash), stillValid(platformKeys, now)));
  if (!key) return undefined;
  await noteUse(platformKeys, key, now);
  return { kind: "platform", actor: { kind: "platform_key", id: key.id }, scopes: key.scopes };
}

/** Searches all tenants, because only the key identifies one. */
async function findApiKey(hash: string, now: Date): Promise<KeyHolder | undefined> {
  const [key] = await platformDatabase()
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), stillValid(apiKeys, now)));
  if (!key) return undefined;
  await noteUse(apiKeys, key, now);
  return {
    kind: "organization",
    actor: { kind: "api_key", id: key.id },
    scopes: key.scopes,
    organizationId: key.organizationId,
  };
}
