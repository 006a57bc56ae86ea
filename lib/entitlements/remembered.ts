import "server-only";
import { inArray, or, sql } from "drizzle-orm";
import { entitlementOverrides, organizations, subscriptionItems } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { type Context, withPlatform } from "@/lib/context";
import { readSubscriptions } from "./read-subscriptions";
import { type Entitlements, resolveEntitlements } from "./resolve";

/** An organization as a platform key names it, and what it may do. */
export type NamedOrganization = { organizationId: string; entitlements: Entitlements };

type Remembered = NamedOrganization & { resolvedAt: Date };

/**
 * What was resolved before, by the name it was asked under. An entry may be stale: whoever acts on it must compare
 * `entitlements.version` in the database, as `track_usage` does, and forget it when they differ.
 */
const remembered = new Map<string, Remembered>();
const capacity = 50_000;

/**
 * Finds organizations by our id or the founder's `externalId`, from memory where possible.
 *
 * @returns by name; a name nobody has is missing.
 */
export async function organizationsByName(
  opening: Pick<Context, "actor" | "now">,
  names: readonly string[],
): Promise<Map<string, NamedOrganization>> {
  const known = new Map<string, NamedOrganization>();
  const asked = new Set(names);
  for (const name of asked) {
    const entry = remembered.get(name);
    if (entry && isCurrent(entry, opening.now)) known.set(name, entry);
  }
  const missing = [...asked].filter((name) => !known.has(name));
  if (missing.length === 0) return known;
  for (const [name, entry] of await load(opening, missing)) {
    remember(name, entry);
    known.set(name, entry);
  }
  return known;
}

/** Makes the next question about these names go to the database. */
export function forgetOrganizations(names: Iterable<string>): void {
  for (const name of names) remembered.delete(name);
}

/** Time alone ends a trial or an override; and the time machine turns back. */
function isCurrent({ entitlements, resolvedAt }: Remembered, now: Date): boolean {
  const tolerance = 60_000;
  if (now.getTime() < resolvedAt.getTime() - tolerance) return false;
  return entitlements.validUntil === null || now < entitlements.validUntil;
}

function remember(name: string, entry: Remembered): void {
  remembered.delete(name);
  remembered.set(name, entry);
  const [oldest] = remembered.keys();
  if (remembered.size > capacity && oldest !== undefined) remembered.delete(oldest);
}

async function load(
  opening: Pick<Context, "actor" | "now">,
  names: readonly string[],
): Promise<[string, Remembered][]> {
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
      const entitlements = resolveEntitlements(catalog, grants, ctx.now);
      return [[name, { organizationId: id, entitlements, resolvedAt: ctx.now }] as [string, Remembered]];
    });
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** PostgreSQL's text cannot hold it, so nobody is named so. */
const impossible = "\u0000";

/** Our own id goes before another organization's external id of the same text. */
async function findNamed({ tx }: Context, asked: readonly string[]): Promise<{ name: string; id: string }[]> {
  const names = asked.filter((name) => !name.includes(impossible));
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
