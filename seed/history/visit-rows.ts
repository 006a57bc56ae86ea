import type { signUpSources, visits } from "@/db/schema";
import { isoDay } from "@/lib/dates";
import { addDays, day } from "@/lib/durations";
import type { CustomerHistory } from "./customer";
import { Random } from "./random";
import { seasonOf } from "./sign-ups";
import type { Words } from "./words";

/** How many people look at the site for one that signs up. */
const visitorsPerSignUp = 24;

/** What share of visitors look at a page, and how often. */
const pages = [
  { page: "/", share: 0.8, views: 1.2 },
  { page: "/pricing", share: 0.34, views: 1.5 },
  { page: "/sign-up", share: 0.07, views: 1.1 },
] as const;

/** Views of the site on each day, as many as these sign-ups let expect. */
export function visitRows({
  organizations,
  from,
  until,
  seed,
  origins,
}: {
  organizations: number;
  from: Date;
  until: Date;
  seed: string;
  origins: Words["origins"];
}): (typeof visits.$inferInsert)[] {
  const random = new Random(`${seed}/visits`);
  const days = (until.getTime() - from.getTime()) / day;
  const whole = origins.reduce((sum, [, weight]) => sum + weight, 0);
  const rows: (typeof visits.$inferInsert)[] = [];
  for (let at = from; at <= until; at = addDays(at, 1)) {
    const passed = (at.getTime() - from.getTime()) / (until.getTime() - from.getTime());
    const expected = ((organizations / days) * visitorsPerSignUp * seasonOf(at) * (0.55 + 0.9 * passed)) / whole;
    for (const [origin, weight] of origins)
      for (const { page, share, views } of pages) {
        const visitors = Math.floor(expected * weight * share * random.between(0.7, 1.3) + random.next());
        if (visitors === 0) continue;
        rows.push({ day: isoDay(at), page, ...origin, visitors, views: Math.round(visitors * views) });
      }
  }
  return rows;
}

/** Where an organization's first person came from. */
export const signUpSourceRow = (
  { origin, signedUpAt }: CustomerHistory,
  organizationId: string,
): typeof signUpSources.$inferInsert => ({ organizationId, landingPage: "/", ...origin, signedUpAt });
