import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInUrls } from "@/lib/auth";
import { enqueueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";
import { insert, readTables, rowMaker, tenantColumn } from "@/testing/tables";
import { exemptTables } from "./access";
import { roles, roleUrl } from "./roles";

/** Tables that belong to no tenant, each with the reason. A table that is neither here nor a tenant's fails the test. */
const sharedTables: Readonly<Record<string, string>> = {
  users: "a person may be a member of several organizations",
  accounts: "a person's sign-ins with another provider",
  sessions: "a person's browsers; the organization is chosen after sign-in",
  totp_factors: "a person's authenticator app",
  recovery_codes: "a person's codes for when the authenticator is lost",
  passkeys: "a person's passkeys",
  auth_challenges: "for sign-ins that are not finished",
  email_changes: "a person changes their own address",
  external_identities: "a person's accounts at other providers",
  oauth_requests: "for sign-ins with a provider that are not finished",
  verification_tokens: "for people who may not have an organization yet",
  rate_limits: "attempts are counted before the person is known",
  platform_keys: "the SaaS company's servers act for every organization",
  time_machine: "all organizations share one clock",
  stripe_events: "an event is stored before its organization is known",
  reconciliations: "a run compares every customer",
  webhook_endpoints: "the SaaS company's systems get the events of every organization",
  webhook_deliveries: "a message on its way to one of those systems",
  job_runs: "jobs run for all organizations",
  email_suppressions: "an address unsubscribes from all organizations",
  alert_thresholds: "set by platform admins for all organizations",
  retention_periods: "set by platform admins for all organizations",
  visits: "views of marketing pages belong to no organization",
  visitors: "someone who reads a marketing page has no organization yet",
  visitor_salts: "one a day for everyone",
  sso_domain_claims: "an email domain is verified by one organization only",
  trial_domains: "a company has one trial, even with several organizations",
  metric_days: "sums over all organizations",
  metric_months: "sums over all organizations",
  metric_cohorts: "sums over all organizations",
  metric_gauges: "sums over all organizations",
  metric_state: "the rollups of all organizations",
  file_removals: "files of organizations that may be deleted already",
  fx_rates: "everyone's currencies have the same rates",
  health_samples: "the parts serve all organizations",
  support_replies: "answers of platform admins, only with their request",
  saved_views: "a platform admin's filters for the list of all organizations",
};

/** Tables without a primary key, each with the reason. */
const keylessTables: Readonly<Record<string, string>> = {
  usage_events: "each index slows down every event; each monthly partition has a unique index on its keys",
};

/** Policies that let the app role see more than its tenant, each with the reason. */
const widerPolicies: Readonly<Record<string, string>> = {
  "memberships.own": "at sign-in, a person's organizations are read before one is chosen",
};

/** Functions that run with their owner's privileges. */
const securityDefiners = [
  "awaits_webhook",
  "delete_stripe_events",
  "drop_usage_partitions",
  "erase_in_stripe_events",
  "forget_usage",
  "list_organization",
  "make_usage_partitions",
  "queue_file_removal",
  "require_trial",
  "trim_audit_log",
];

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
const app = postgres(roleUrl(env.DATABASE_URL, "app", env.AUTH_SECRET), { max: 1, onnotice: () => undefined });
const platform = postgres(roleUrl(env.DATABASE_URL, "platform", env.AUTH_SECRET), {
  max: 1,
  onnotice: () => undefined,
});
const tables = await readTables(owner);
const tenants = tables.filter((table) => tenantColumn(table) && !(table.name in exemptTables));
const { rowOf, build } = rowMaker(owner, tables);

afterAll(async () => {
  await Promise.all([owner.end(), app.end(), platform.end()]);
});

/** Runs `work` as the app role within one tenant (or none), and rolls it back. */
async function asTenant<T>(
  organizationId: string | null,
  work: (sql: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const undo = Symbol("undo");
  let result: { value: T } | undefined;
  await app
    .begin(async (sql) => {
      if (organizationId !== null) await sql`select set_config('app.current_organization_id', ${organizationId}, true)`;
      result = { value: await work(sql) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  if (!result) throw new Error("the transaction didn't run");
  return result.value;
}

/** How many rows a statement affected as the app role, or the SQLSTATE of its error. */
async function attempt(organizationId: string | null, statement: string, values: string[] = []): Promise<string> {
  try {
    return await asTenant(organizationId, async (sql) => String((await sql.unsafe(statement, values)).count));
  } catch (error) {
    return error instanceof postgres.PostgresError ? error.code : Promise.reject(error);
  }
}

const nothing = ["0", "42501"];
const refused = "42501";
const noSuchParent = "23503";

describe("the schema", () => {
  it("has only tenant tables, and others that are listed with a reason", () => {
    const unlisted = tables.filter((table) => !tenantColumn(table) && !(table.name in sharedTables));
    expect(unlisted.map(({ name }) => name)).toEqual([]);
    expect(tenants.length).toBeGreaterThan(20);
  });

  it("lists only exceptions that exist", () => {
    const names = new Set(tables.map(({ name }) => name));
    const listed = [...Object.keys(sharedTables), ...Object.keys(exemptTables)];
    expect(listed.filter((name) => !names.has(name))).toEqual([]);
    for (const reason of [...Object.values(sharedTables), ...Object.values(exemptTables)])
      expect(reason).toMatch(/\w+ \w+/);
  });

  it.each(tenants)("$name has row-level security, enabled and forced", ({ name, rowSecurity, forcedRowSecurity }) => {
    expect({ name, rowSecurity, forcedRowSecurity }).toEqual({ name, rowSecurity: true, forcedRowSecurity: true });
  });

  const owned = tenants.filter(({ name }) => name !== "organizations");

  it.each(owned)("$name has organization_id NOT NULL and first in every key", (table) => {
    expect(table.columns.find(({ name }) => name === "organization_id")?.required).toBe(true);
    expect(table.primaryKey[0]).toBe(table.name in keylessTables ? undefined : "organization_id");
    for (const key of table.uniqueKeys) expect(key[0], `unique (${key})`).toBe("organization_id");
  });

  it.each(owned)("$name has organization_id first in foreign keys to other tenant tables", ({ foreignKeys }) => {
    const names = new Set(tenants.map(({ name }) => name));
    for (const { to, columns, references } of foreignKeys.filter((key) => names.has(key.to))) {
      expect(columns[0], `to ${to}`).toBe("organization_id");
      expect(references[0], `to ${to}`).toBe(to === "organizations" ? "id" : "organization_id");
    }
  });

  it("shows the app role only its tenant, by exactly the policies listed here", async () => {
    const policies = await owner<{ name: string; using: string | null; check: string | null }[]>`
      select tablename || '.' || policyname as name, qual as using, with_check as check
      from pg_policies where schemaname = 'public' and ${roles.app} = any(roles) order by 1`;
    const own = policies.filter(({ name }) => name.endsWith(".tenant"));
    expect(own.map(({ name }) => name)).toEqual(tenants.map(({ name }) => `${name}.tenant`).sort());
    for (const { using, check } of own) {
      expect(using).toContain("app.current_organization_id");
      expect(check).toBe(using);
    }
    const wider = policies.filter(({ name }) => !name.endsWith(".tenant"));
    expect(wider.map(({ name }) => name)).toEqual(Object.keys(widerPolicies));
  });
});

describe("the serving roles", () => {
  it("aren't superusers, can't bypass row-level security, own nothing and are members of no role", async () => {
    const rows = await owner<{ name: string; above: boolean; owns: number; member: number }[]>`
      select r.rolname as name, r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb as above,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as owns,
        (select count(*)::int from pg_auth_members m where m.member = r.oid) as member
      from pg_roles r where r.rolname = any(${Object.values(roles)}) order by 1`;
    expect([...rows]).toEqual(
      Object.values(roles)
        .sort()
        .map((name) => ({ name, above: false, owns: 0, member: 0 })),
    );
  });

  it("for customers can't create platform admins or platform keys", async () => {
    const { ownerId } = await newOrganization();
    expect(await attempt(null, "update users set name = 'New' where id = $1", [ownerId])).toBe("1");
    expect(await attempt(null, "update users set is_platform_admin = true where id = $1", [ownerId])).toBe(refused);
    for (const statement of ["update platform_keys set revoked_at = null", "delete from platform_keys"])
      expect(await attempt(null, statement), statement).toBe(refused);
    const forged = "insert into platform_keys select * from platform_keys";
    expect(await attempt(null, forged)).toBe(refused);
  });

  describe("for customers, about a platform admin,", () => {
    const person = { id: "", email: "" };
    const admin = { id: "", email: "" };
    const session = "insert into sessions (id, session_token, user_id, created_at, expires)";
    const link = "insert into verification_tokens (identifier, token, purpose, expires)";
    const token = () => uuidv7();

    beforeAll(async () => {
      Object.assign(person, await newUser());
      Object.assign(admin, await newUser({ platformAdmin: true }));
      await owner`insert into sessions (id, session_token, user_id, created_at, expires)
        values (${uuidv7()}, ${token()}, ${admin.id}, now(), now() + interval '1 day')`;
    });

    it("can't make one", async () => {
      const user = (flag: boolean) =>
        `insert into users (id, email, is_platform_admin, created_at) values ($1, $2, ${flag}, now())`;
      expect(await attempt(null, user(false), [uuidv7(), "a@new.example"])).toBe("1");
      expect(await attempt(null, user(true), [uuidv7(), "b@new.example"])).toBe(refused);
      const upsert = `${user(false)} on conflict (email) do update set is_platform_admin = true`;
      expect(await attempt(null, upsert, [uuidv7(), person.email])).toBe(refused);
    });

    it("can't open a session of one, take over an open one, or act as a customer in one's name", async () => {
      const values = "values ($1, $2, $3, now(), now() + interval '1 day')";
      expect(await attempt(null, `${session} ${values}`, [uuidv7(), token(), person.id])).toBe("1");
      expect(await attempt(null, `${session} ${values}`, [uuidv7(), token(), admin.id])).toBe(refused);
      for (const change of ["session_token = 'known'", `user_id = '${person.id}'`, "read_only = false"])
        expect(await attempt(null, `update sessions set ${change} where user_id = $1`, [admin.id]), change).toBe(
          refused,
        );
      const acting = `insert into sessions (id, session_token, user_id, impersonator_id, impersonation_reason,
        impersonated_organization_id, created_at, expires)
        values ($1, $2, $3, $4, 'none', $1, now(), now() + interval '1 day')`;
      expect(await attempt(null, acting, [uuidv7(), token(), person.id, admin.id])).toBe(refused);
    });

    it("can't change how one signs in", async () => {
      for (const change of ["password_hash = 'known'", "email = 'me@new.example'", "email_verified = null"]) {
        const statement = `update users set ${change} where id = $1`;
        expect(await attempt(null, statement, [person.id]), change).toBe("1");
        expect(await attempt(null, statement, [admin.id]), change).toBe(refused);
      }
      expect(await attempt(null, "update users set name = 'New' where id = $1", [admin.id])).toBe("1");
      expect(await attempt(null, "update users set id = $2 where id = $1", [person.id, uuidv7()])).toBe(refused);
      expect(await attempt(null, "delete from users where id = $1", [admin.id])).toBe(refused);
      const account =
        "insert into accounts (user_id, type, provider, provider_account_id) values ($1, 'oidc', 'x', '1')";
      expect(await attempt(null, account, [person.id])).toBe("1");
      expect(await attempt(null, account, [admin.id])).toBe(refused);
      const identity =
        "insert into external_identities (user_id, provider, subject, created_at) values ($1, 'google', $2, now())";
      expect(await attempt(null, identity, [person.id, token()])).toBe("1");
      expect(await attempt(null, identity, [admin.id, token()])).toBe(refused);
      expect(await attempt(null, "update external_identities set user_id = $1", [person.id])).toBe(refused);
    });

    it("can't give one a second factor, pass one, or change one's address", async () => {
      const statements = {
        totp: "insert into totp_factors (id, user_id, secret, created_at) values ($2, $1, 'known', now())",
        passkey: `insert into passkeys (id, user_id, public_key, counter, transports, backed_up, name, created_at)
          values ($2, $1, 'known', 0, '{}', false, 'Mine', now())`,
        recoveryCode: "insert into recovery_codes (user_id, code_hash, created_at) values ($1, $2, now())",
        challenge: `insert into auth_challenges (token_hash, purpose, user_id, created_at, expires)
          values ($2, 'second_step', $1, now(), now() + interval '1 hour')`,
        emailChange: `insert into email_changes (user_id, email, current_token_hash, new_token_hash, created_at, expires)
          values ($1, 'me@new.example', $2, 'known', now(), now() + interval '1 hour')`,
      };
      for (const [name, statement] of Object.entries(statements)) {
        expect([name, await attempt(null, statement, [person.id, uuidv7()])]).toEqual([name, "1"]);
        expect([name, await attempt(null, statement, [admin.id, uuidv7()])]).toEqual([name, refused]);
      }
      for (const change of ["second_factor = 'totp'", "confirmed_at = now()"]) {
        expect(await attempt(null, `update sessions set ${change} where user_id = $1`, [admin.id]), change).toBe(
          refused,
        );
      }
    });

    it("can't take a second factor from one, nor give it to someone else", async () => {
      const [passkey, code] = [uuidv7(), uuidv7()];
      for (const userId of [admin.id, person.id]) {
        await owner`insert into totp_factors (id, user_id, secret, created_at) values (${uuidv7()}, ${userId}, 'x', now())
          on conflict do nothing`;
        await owner`insert into passkeys (id, user_id, public_key, counter, transports, backed_up, name, created_at)
          values (${passkey + userId}, ${userId}, 'x', 0, '{}', false, 'Mine', now())`;
        await owner`insert into recovery_codes (user_id, code_hash, created_at) values (${userId}, ${code}, now())`;
      }
      const elsewhere = await newUser();
      for (const table of ["totp_factors", "passkeys", "recovery_codes"]) {
        const given = `update ${table} set user_id = $2 where user_id = $1`;
        expect([table, await attempt(null, given, [admin.id, elsewhere.id])]).toEqual([table, refused]);
        const taken = `delete from ${table} where user_id = $1`;
        expect([table, await attempt(null, taken, [admin.id])]).toEqual([table, refused]);
        expect([table, await attempt(null, taken, [person.id])]).not.toEqual([table, refused]);
      }
      expect(await owner`select from passkeys where user_id = ${admin.id}`).toHaveLength(1);
    });

    it("can't make a link that resets one's password", async () => {
      const values = "values ($1, $2, 'reset', now() + interval '1 hour')";
      expect(await attempt(null, `${link} ${values}`, [person.email, token()])).toBe("1");
      expect(await attempt(null, `${link} ${values}`, [admin.email, token()])).toBe(refused);
      expect(await attempt(null, "update verification_tokens set purpose = 'reset'")).toBe(refused);
    });

    it("is refused in a login of one's own that was given the app role", async () => {
      await owner.unsafe(`create role own_app_login in role ${roles.app}`);
      const insertion = owner.begin(async (sql) => {
        await sql`set local role own_app_login`;
        await sql`insert into users (id, email, is_platform_admin, created_at) values (${uuidv7()}, 'c@new.example', true, now())`;
      });
      await expect(insertion).rejects.toMatchObject({ code: refused });
      await owner`drop role own_app_login`;
    });

    it("isn't misled by a temporary table that says there is none", async () => {
      const outcome = await asTenant(null, async (sql) => {
        await sql`create temporary table users (id uuid, email text, is_platform_admin boolean)`;
        return sql.unsafe(`${session} values ($1, $2, $3, now(), now() + interval '1 day')`, [
          uuidv7(),
          token(),
          admin.id,
        ]);
      }).catch((error: unknown) => error);
      expect(outcome).toMatchObject({ code: refused });
    });
  });

  it.each([
    "alerts",
    "webhook_messages",
    "drift",
    "webhook_endpoints",
    "webhook_deliveries",
    "reconciliations",
    "job_runs",
    "metric_days",
    "metric_months",
    "metric_cohorts",
    "fx_rates",
    "saved_views",
    "organization_notes",
    "support_requests",
    "support_replies",
  ])("for customers can't read %s", async (table) => {
    expect(await attempt(null, `select * from ${table}`)).toBe(refused);
    expect(await attempt(null, `delete from ${table}`)).toBe(refused);
  });

  it("can't create tables", async () => {
    expect(await attempt(null, "create table public.mine (id int)")).toBe(refused);
  });

  it("can't access a partition directly, past its parent's row-level security", async () => {
    const partitions = await owner<{ name: string }[]>`
      select relname as name from pg_class where relispartition and relkind = 'r' and relnamespace = 'public'::regnamespace`;
    expect(partitions.length).toBeGreaterThan(1);
    for (const { name } of partitions) expect(await attempt(null, `select from "${name}"`), name).toBe(refused);
  });

  it("can't access a partition that is created later either", async () => {
    await owner`select make_usage_partitions('2031-05-01'::timestamptz, 1)`;
    expect(await attempt(null, "select from usage_events_2031_05")).toBe(refused);
  });

  it("for customers can store what Stripe sends, and read none of it", async () => {
    const event = `insert into stripe_events (id, type, api_version, livemode, payload, created_at, received_at, source)
      values ('evt_1', 'invoice.paid', '2026', false, '{}', now(), now(), 'webhook') on conflict (id) do nothing`;
    expect(await attempt(null, event)).toBe("1");
    for (const statement of [
      "select payload from stripe_events",
      "select type from stripe_events",
      "update stripe_events set handled_at = now()",
      "delete from stripe_events",
    ])
      expect(await attempt(null, statement), statement).toBe(refused);
  });

  it("for customers can send jobs, and neither read, change nor cancel those of others", async () => {
    const job = `insert into pgboss.job (name, data) select name, '{}' from pgboss.queue where name = 'send-email'`;
    expect(await attempt(null, job)).toBe("1");
    for (const statement of [
      "select data from pgboss.job",
      "update pgboss.job set data = '{}'",
      "delete from pgboss.job",
      "update pgboss.queue set retry_limit = 0",
      "insert into pgboss.schedule (name, cron) values ('send-email', '* * * * *')",
      "delete from pgboss.schedule",
      "update pgboss.version set maintained_on = null",
      "select pgboss.create_queue('mine', '{}'::json)",
      "select pgboss.delete_queue('send-email')",
    ])
      expect(await attempt(null, statement), statement).toBe(refused);
  });

  it("for customers can't make partitions", async () => {
    expect(await attempt(null, "select make_usage_partitions('2075-01-01'::timestamptz, 36)")).toBe(refused);
  });

  it("for customers don't see who received other organizations' emails", async () => {
    const { id } = await newOrganization();
    const to = "grace@lakeshore.example";
    await inOrganization(id, (ctx) =>
      enqueueEmail(ctx, { to, template: "already-registered", props: signInUrls(), dedupeKey: `payment:${id}:${to}` }),
    );
    const [stored] = await owner<{ key: string }[]>`select dedupe_key as key from emails where "to" = ${to}`;
    expect(stored?.key).toMatch(/^[0-9a-f]{64}$/);
    for (const column of ['"to"', "props", "organization_id"])
      expect(await attempt(null, `select ${column} from emails`), column).toBe(refused);
  });

  it("can't drop usage events", async () => {
    expect(await attempt(null, "select drop_usage_partitions('2099-01-01'::timestamptz, 3)")).toBe(refused);
  });

  it("get the owner's privileges only through the functions listed here, whose search path is fixed", async () => {
    const rows = await owner<{ name: string; settings: string[] | null }[]>`
      select proname as name, proconfig as settings from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef order by 1`;
    expect(rows.map(({ name }) => name)).toEqual(securityDefiners);
    for (const { settings } of rows) expect(settings?.join()).toContain("search_path");
  });

  it("can't read the outbox, which contains sign-in links", async () => {
    const { id } = await newOrganization();
    for (const statement of ["select props from emails", "update emails set \"to\" = 'me'", "delete from emails"]) {
      expect(await attempt(id, statement)).toBe(refused);
    }
  });

  it.each(["movements", "audit_log", "usage_events"])("can't change or delete a row of %s", async (name) => {
    const { id } = await newOrganization();
    await rowOf(name, id);
    expect(await attempt(id, `update "${name}" set organization_id = organization_id`)).toBe(refused);
    expect(await attempt(id, `delete from "${name}"`)).toBe(refused);
  });
});

describe.each(tenants)("across organizations, $name", (table) => {
  const { name } = table;
  const tenant = tenantColumn(table) ?? "";
  let ours = "";
  let theirs = "";

  beforeAll(async () => {
    ours = (await newOrganization()).id;
    theirs = (await newOrganization()).id;
    await rowOf(name, ours);
    await rowOf(name, theirs);
  });

  const theirRows = async () =>
    owner<
      { row: unknown }[]
    >`select to_jsonb(t) as row from ${owner(name)} t where ${owner(tenant)} = ${theirs} order by 1`;

  it("shows our rows and none of theirs", async () => {
    expect(Number(await attempt(ours, `select from "${name}"`))).toBeGreaterThan(0);
    expect(await attempt(ours, `select from "${name}" where "${tenant}" <> $1`, [ours])).toBe("0");
    expect(await attempt(ours, `select from "${name}" where "${tenant}" = $1`, [theirs])).toBe("0");
  });

  it("rejects an insert into their organization", async () => {
    const row = name === "organizations" ? { ...(await rowOf(name, theirs)) } : await build(name, theirs);
    const outcome = await asTenant(ours, (sql) => insert(sql, name, row)).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: refused });
  });

  it("rejects changing or deleting their rows, and moving ours to them", async () => {
    const before = await theirRows();
    expect(before.length).toBeGreaterThan(0);
    expect(nothing).toContain(
      await attempt(ours, `update "${name}" set "${tenant}" = "${tenant}" where "${tenant}" = $1`, [theirs]),
    );
    expect(nothing).toContain(await attempt(ours, `delete from "${name}" where "${tenant}" = $1`, [theirs]));
    expect(await attempt(ours, `update "${name}" set "${tenant}" = $2 where "${tenant}" = $1`, [ours, theirs])).toBe(
      refused,
    );
    expect(await theirRows()).toEqual(before);
  });

  it("rejects a row of ours that refers to one of theirs", async () => {
    for (const { to, columns, references } of table.foreignKeys) {
      if (!tenants.some((other) => other.name === to) || columns.length < 2) continue;
      const row = await build(name, ours);
      const parent = await rowOf(to, theirs);
      for (const [index, column] of columns.entries()) {
        if (column !== "organization_id") row[column] = parent[references[index] ?? ""];
      }
      const outcome = await asTenant(ours, (sql) => insert(sql, name, row)).catch((error: unknown) => error);
      expect(outcome, `to ${to}`).toMatchObject({ code: noSuchParent });
    }
  });

  it("is empty and read-only while no organization is set", async () => {
    const row = name === "organizations" ? { ...(await rowOf(name, ours)) } : await build(name, ours);
    for (const none of [null, ""]) {
      expect(await attempt(none, `select from "${name}"`)).toBe("0");
      expect(nothing).toContain(await attempt(none, `update "${name}" set "${tenant}" = "${tenant}"`));
      expect(nothing).toContain(await attempt(none, `delete from "${name}"`));
      const outcome = await asTenant(none, (sql) => insert(sql, name, row)).catch((error: unknown) => error);
      expect(outcome).toMatchObject({ code: refused });
    }
  });
});

describe("a new organization", () => {
  it("has a trial, and can't get a second one", async () => {
    const { id } = await newOrganization();
    expect(await attempt(id, "select from trials where plan_key = 'starter' and ended_at is null")).toBe("1");
    expect(await attempt(id, "delete from trials")).toBe(refused);
    const again = "insert into trials select * from trials";
    expect(await attempt(id, again)).toBe("23505");
    expect(await attempt(id, "update trials set started_at = started_at + interval '1 day'")).toBe("23000");
  });

  it("is not committed without a trial", async () => {
    const id = uuidv7();
    const insertion = app.begin(async (sql) => {
      await sql`select set_config('app.current_organization_id', ${id}, true)`;
      await sql`insert into organizations (id, name, created_at) values (${id}, 'Without', now())`;
    });
    await expect(insertion).rejects.toMatchObject({ code: "23000" });
    expect(await owner`select from organizations where id = ${id}`).toHaveLength(0);
  });
});

describe("what Stripe says", () => {
  const mirror = ["subscription_items", "invoices", "scheduled_changes", "pending_changes", "retention_offers"];

  it("is not written by what serves customers, but for the link to the customer", async () => {
    const { id } = await newOrganization();
    for (const name of mirror) {
      await rowOf(name, id);
      expect(await attempt(id, `select from ${name}`)).toBe("1");
      expect(await attempt(id, `update ${name} set organization_id = organization_id`), name).toBe(refused);
      expect(await attempt(id, `delete from ${name}`), name).toBe(refused);
    }
    for (const column of ["status", "plan_key", "mrr", "stripe_subscription_id", "updated_at"])
      expect(await attempt(id, `update subscriptions set ${column} = ${column}`), column).toBe(refused);
    expect(await attempt(id, "delete from subscriptions")).toBe(refused);
    expect(await attempt(id, "insert into subscriptions select * from subscriptions")).toBe(refused);
    expect(await attempt(id, "update subscriptions set stripe_customer_id = 'cus_1'")).toBe("1");
  });

  it.each(["the platform", "the database's owner"])("is not written by %s either, except in a sync", async (who) => {
    const { id } = await newOrganization();
    const sql = who === "the platform" ? platform : owner;
    await expect(sql`update subscriptions set status = 'active' where organization_id = ${id}`).rejects.toMatchObject({
      code: refused,
    });
    await expect(sql`update subscriptions set mrr = 1 where organization_id = ${id}`).rejects.toMatchObject({
      code: refused,
    });
    await sql`update subscriptions set stripe_customer_id = ${`cus_${id}`} where organization_id = ${id}`;
    await sql.begin(async (tx) => {
      await tx`select set_config('app.mirror_writer', 'sync', true)`;
      await tx`update subscriptions set status = 'active' where organization_id = ${id}`;
    });
    await expect(sql`update subscriptions set status = 'canceled' where organization_id = ${id}`).rejects.toThrow(
      "only a sync writes it",
    );
  });

  it("neither is a suspension lifted by what serves customers", async () => {
    const { id } = await newOrganization();
    await rowOf("suspensions", id);
    expect(await attempt(id, "delete from suspensions")).toBe(refused);
    expect(await attempt(id, "update suspensions set reason = ''")).toBe(refused);
  });
});
