import "server-only";
import { inArray, or, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { entitlementOverrides, organizations, subscriptionItems } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";
import { minute } from "@/lib/durations";
import { readSubscriptions } from "../read-subscriptions";
import type { Entitlements } from "../resolve/entitlements";
import { resolveSold } from "../resolve-sold";

/** An organization that a platform key named, by our id or its external id. */
export type NamedOrganization = { organizationId: string; entitlements: Entitlements };

type Cached = NamedOrganization & { resolvedAt: Date };

/**
 * Entitlements by the name they were asked for. An entry may be stale: the statement that acts on it has to compare
 * `entitlements.version`, as `track_usage` does, and the caller forgets it when they differ.
 * A lookup takes 60 ns, in a plain Map 45.
 */
const cache = new LRUCache<string, Cached>({ max: 50_000 });

/**
 * Finds organizations by our id or their external id, in the cache where possible.
 *
 * @returns by name. Unknown names are missing.
 */
export async function organizationsByName(
  opening: Pick<Context, "actor" | "now">,
  names: readonly string[],
): Promise<Map<string, NamedOrganization>> {
  const known = new Map<string, NamedOrganization>();
  const distinct = new Set(names);
  for (const name of distinct) {
    const entry = cache.get(name);
    if (entry && isCurrent(entry, opening.now)) known.set(name, entry);
  }
  const missing = [...distinct].filter((name) => !known.has(name));
  if (missing.length === 0) return known;
  for (const [name, entry] of await load(opening, missing)) {
    cache.set(name, entry);
    known.set(name, entry);
  }
  return known;
}

/** Makes the next lookup of these names read the database. */
export function forgetOrganizations(names: Iterable<string>): void {
  for (const name of names) cache.delete(name);
}

/** An entry of the future is from before the clock was set back; a minute is tolerated between servers. */
function isCurrent({ entitlements, resolvedAt }: Cached, now: Date): boolean {
  if (now.getTime() < resolvedAt.getTime() - minute) return false;
  return entitlements.validUntil === null || now < entitlements.validUntil;
}

async function load(opening: Pick<Context, "actor" | "now">, names: readonly string[]): Promise<[string, Cached][]> {
  return withPlatform(opening, async (ctx) => {
    const named = await findNamed(ctx, names);
    const ids = [...new Set(named.map(({ id }) => id))];
    if (ids.length === 0) return [];
    const [subscribed, items, overrides] = await Promise.all([
      readSubscriptions(ctx, ids),
      ctx.tx.select().from(subscriptionItems).where(inArray(subscriptionItems.organizationId, ids)),
      ctx.tx.select().from(entitlementOverrides).where(inArray(entitlementOverrides.organizationId, ids)),
    ]);
    return named.flatMap(({ name, id }) => {
      const subscription = subscribed.find((row) => row.organizationId === id);
      if (!subscription) return [];
      const grants = {
        subscription,
        items: items.filter((row) => row.organizationId === id),
        overrides: overrides.filter((row) => row.organizationId === id),
      };
      const entitlements = resolveSold(grants, ctx.now);
      return [[name, { organizationId: id, entitlements, resolvedAt: ctx.now }] as [string, Cached]];
    });
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** PostgreSQL rejects it in text, so no name contains it. */
const nul = "\u0000";

/** Our own id takes precedence over an external id with the same text. */
async function findNamed({ tx }: Context, all: readonly string[]): Promise<{ name: string; id: string }[]> {
  const names = all.filter((name) => !name.includes(nul));
  const ids = names.filter((name) => uuid.test(name));
  const rows = await tx
    .select({ id: organizations.id, externalId: organizations.externalId })
    .from(organizations)
    .where(or(ids.length > 0 ? inArray(organizations.id, ids) : sql`false`, inArray(organizations.externalId, names)));
  return names.flatMap((name) => {
    const row = rows.find(({ id }) => id === name.toLowerCase()) ?? rows.find(({ externalId }) => externalId === name);
    return row ? [{ name, id: row.id }] : [];
  });
}
