import "server-only";
import { randomBytes } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import { visitorSalts, visitors, visits } from "@/db/schema";
import { type Context, withoutTenant } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { grouped } from "@/lib/grouped";
import type { Visit } from "./visit";
import { visitorHash } from "./visitor-hash";

export type SeenVisit = Visit & { seenAt: Date; visitor: { address: string; userAgent: string } | undefined };

/** Ways to come that one day keeps apart. Anyone can make up more; they count as one. */
const maxOrigins = 2_000;
/** Hashes that one day keeps. Later visitors are counted as views only. */
const maxVisitors = 250_000;

/** Adds views to the counts of their days. */
export async function storeVisits(batch: readonly SeenVisit[]): Promise<void> {
  await withoutTenant({ actor: { kind: "system", id: "sign_up" } }, async (ctx) => {
    for (const [day, seen] of grouped(batch, ({ seenAt }) => isoDay(seenAt))) await storeDay(ctx, day, seen);
  });
}

async function storeDay(ctx: Context, day: string, seen: readonly SeenVisit[]): Promise<void> {
  const salt = await saltOf(ctx, day);
  const known = seen.map((visit) => ({
    visit,
    hash: visit.visitor ? visitorHash(salt, visit.visitor) : undefined,
  }));
  const fresh = await noteVisitors(ctx, day, known);
  const origins = await ctx.tx.$count(visits, eq(visits.day, day));
  const rows = grouped(known, ({ visit }) => keyOf(origins < maxOrigins ? visit : withoutOrigin(visit)));
  for (const group of rows.values()) {
    const [first] = group;
    if (!first) continue;
    const { page, referrerHost, source, medium, campaign } =
      origins < maxOrigins ? first.visit : withoutOrigin(first.visit);
    // Each new visitor counts once, with the first of its views.
    const newOnes = group.filter(({ hash }) => hash !== undefined && fresh.delete(hash)).length;
    await ctx.tx
      .insert(visits)
      .values({ day, page, referrerHost, source, medium, campaign, views: group.length, visitors: newOnes })
      .onConflictDoUpdate({
        target: [visits.day, visits.page, visits.referrerHost, visits.source, visits.medium, visits.campaign],
        set: { views: sql`${visits.views} + excluded.views`, visitors: sql`${visits.visitors} + excluded.visitors` },
      });
  }
}

type Known = { visit: SeenVisit; hash: string | undefined };

/** @returns the hashes that the day had not seen. */
async function noteVisitors({ tx }: Context, day: string, known: readonly Known[]): Promise<Set<string>> {
  const first = new Map<string, SeenVisit>();
  for (const { visit, hash } of known) if (hash && !first.has(hash)) first.set(hash, visit);
  if (first.size === 0 || (await tx.$count(visitors, eq(visitors.day, day))) >= maxVisitors) return new Set();
  const rows = [...first].map(([hash, { page, referrerHost, source, medium, campaign, seenAt }]) => ({
    day,
    hash,
    landingPage: page,
    referrerHost,
    source,
    medium,
    campaign,
    seenAt,
  }));
  const written = await tx.insert(visitors).values(rows).onConflictDoNothing().returning({ hash: visitors.hash });
  return new Set(written.map(({ hash }) => hash));
}

/** The day's salt, made by the first server that needs it. */
async function saltOf({ tx }: Context, day: string): Promise<string> {
  await tx
    .insert(visitorSalts)
    .values({ day, salt: randomBytes(32).toString("base64url") })
    .onConflictDoNothing();
  const [row] = await tx.select({ salt: visitorSalts.salt }).from(visitorSalts).where(eq(visitorSalts.day, day));
  if (!row) throw new Error(`no salt for ${day}`);
  return row.salt;
}

const withoutOrigin = (visit: SeenVisit): SeenVisit => ({
  ...visit,
  referrerHost: "",
  source: "other",
  medium: "",
  campaign: "",
});

const keyOf = ({ page, referrerHost, source, medium, campaign }: Visit): string =>
  JSON.stringify([page, referrerHost, source, medium, campaign]);

/** The salts of the given days that exist. */
export async function saltsOf(
  { tx }: Pick<Context, "tx">,
  days: readonly string[],
): Promise<{ day: string; salt: string }[]> {
  return tx
    .select()
    .from(visitorSalts)
    .where(inArray(visitorSalts.day, [...days]));
}
