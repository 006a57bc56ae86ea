import type postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { hashToken, newToken } from "@/lib/auth/links/tokens";
import { percentile } from "../percentile";
import { serve } from "../site";
import type { AdminDatabase } from "./load";

const rounds = 20;
const warmups = 3;

export type PageTimes = Record<string, { p50: number; p95: number }>;

/** The pages of the admin area, by name. */
const paths: Readonly<Record<string, (organizationId: string) => string>> = {
  overview: () => "/admin",
  growth: () => "/admin/analytics",
  cohorts: () => "/admin/analytics/retention",
  behind_mrr: () => "/admin/analytics/movements",
  organizations: () => "/admin/organizations",
  organizations_search: () => "/admin/organizations?search=ridge",
  organization: (id) => `/admin/organizations/${id}`,
  audit_log: () => "/admin/audit-log",
  alerts: () => "/admin/alerts",
  support_sessions: () => "/admin/support-sessions",
};

/** How long the whole pages take, as HTML, for a signed-in admin. In milliseconds. */
export async function measurePages({ sql, environment }: AdminDatabase): Promise<PageTimes> {
  const cookie = await signInAdmin(sql);
  const ids = await someOrganizations(sql);
  const site = await serve(".", environment);
  try {
    const measured: PageTimes = {};
    for (const [name, path] of Object.entries(paths)) {
      const times: number[] = [];
      for (const [round, id] of ids.entries()) {
        const started = performance.now();
        const response = await fetch(site.url + path(id), { headers: { cookie }, redirect: "manual" });
        await response.text();
        if (response.status !== 200) throw new Error(`${path(id)} answered ${response.status}`);
        if (round >= warmups) times.push(performance.now() - started);
      }
      measured[name] = { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
    }
    return measured;
  } finally {
    await site.stop();
  }
}

/** A session of a platform admin, as the sign-in form makes one. @returns the cookie. */
async function signInAdmin(sql: postgres.Sql): Promise<string> {
  const admin = uuidv7();
  const token = newToken();
  await sql`insert into users (id, email, name, email_verified, is_platform_admin, created_at)
    values (${admin}, ${`${admin}@gatehouse.example`}, 'Bench', now(), true, now())`;
  await sql`insert into sessions (id, session_token, user_id, second_factor, created_at, expires)
    values (${uuidv7()}, ${hashToken(token)}, ${admin}, 'totp', now(), now() + interval '30 days')`;
  return `gatehouse.session=${token}`;
}

async function someOrganizations(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select organization_id as id from subscriptions where status is not null order by md5(organization_id::text) limit ${rounds + warmups}`;
  return rows.map(({ id }) => id);
}
