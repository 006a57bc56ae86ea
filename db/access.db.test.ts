import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { newOrganization } from "@/testing/factories";
import { insert, readTables, rowMaker, tenantColumn } from "@/testing/tables";
import { exemptTables } from "./access";
import { roles, roleUrl } from "./roles";

/** Tables that belong to no tenant, each with its reason. A table that is neither here nor a tenant's fails the test. */
const sharedTables: Readonly<Record<string, string>> = {
  users: "a person may be a member of several organizations",
  accounts: "a person's sign-ins by another provider",
  sessions: "a person's browsers; the organization is chosen within",
  verification_tokens: "for people who may not have an organization yet",
  rate_limits: "sign-ins are counted before anyone is known",
  platform_keys: "the founder's own servers act for every organization",
  time_machine: "there is one time for everybody",
  stripe_events: "an event is stored before it is known whose it is",
  reconciliations: "a run compares every customer",
  webhook_endpoints: "the founder's own systems are told of every organization",
  webhook_deliveries: "a message on its way to one of those systems",
  job_runs: "jobs run for all of them",
  email_suppressions: "an address said no, whichever organization it is written to for",
  trial_domains: "a company has one trial, in whichever of its organizations",
};

/** Tables without a primary key, each with its reason. */
const keylessTables: Readonly<Record<string, string>> = {
  usage_events: "each index costs every event; a month's keys are unique by an index of its partition",
};

/** Policies that let the app role see more than its tenant, each with its reason. */
const widerPolicies: Readonly<Record<string, string>> = {
  "memberships.own": "signing in, a person's organizations are looked up before one is chosen",
};

/** Functions that run with their owner's rights. */
const ownersFunctions = ["drop_usage_partitions", "forget_usage", "make_usage_partitions"];

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
const app = postgres(roleUrl(env.DATABASE_URL, "app", env.AUTH_SECRET), { max: 1, onnotice: () => undefined });
const tables = await readTables(owner);
const tenants = tables.filter((table) => tenantColumn(table) && !(table.name in exemptTables));
const { rowOf, build } = rowMaker(owner, tables);

afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
});

/** Runs `work` as the app role within one tenant (or none), and undoes it. */
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
  if (!result) throw new Error("the transaction did not run");
  return result.value;
}

/** "0" rows were reached, or the SQLSTATE of the refusal: both mean that nothing happened. */
async function reach(organizationId: string | null, statement: string, values: string[] = []): Promise<string> {
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
  it("has tables of tenants, and no other table that is not listed with its reason", () => {
    const unlisted = tables.filter((table) => !tenantColumn(table) && !(table.name in sharedTables));
    expect(unlisted.map(({ name }) => name)).toEqual([]);
    expect(tenants.length).toBeGreaterThan(20);
  });

  it("lists no exception that does not exist", () => {
    const names = new Set(tables.map(({ name }) => name));
    const listed = [...Object.keys(sharedTables), ...Object.keys(exemptTables)];
    expect(listed.filter((name) => !names.has(name))).toEqual([]);
    for (const reason of [...Object.values(sharedTables), ...Object.values(exemptTables)])
      expect(reason).toMatch(/\w+ \w+/);
  });

  it.each(tenants)("$name is fenced in, enabled and forced", ({ name, rowSecurity, forcedRowSecurity }) => {
    expect({ name, rowSecurity, forcedRowSecurity }).toEqual({ name, rowSecurity: true, forcedRowSecurity: true });
  });

  const owned = tenants.filter(({ name }) => name !== "organizations");

  it.each(owned)("$name has the organization NOT NULL and first in each of its keys", (table) => {
    expect(table.columns.find(({ name }) => name === "organization_id")?.required).toBe(true);
    expect(table.primaryKey[0]).toBe(table.name in keylessTables ? undefined : "organization_id");
    for (const key of table.uniqueKeys) expect(key[0], `unique (${key})`).toBe("organization_id");
  });

  it.each(owned)("$name refers to other tables of tenants by the organization first", ({ foreignKeys }) => {
    const names = new Set(tenants.map(({ name }) => name));
    for (const { to, columns, references } of foreignKeys.filter((key) => names.has(key.to))) {
      expect(columns[0], `to ${to}`).toBe("organization_id");
      expect(references[0], `to ${to}`).toBe(to === "organizations" ? "id" : "organization_id");
    }
  });

  it("lets the app role see its tenant and no more, by exactly the policies we know", async () => {
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
  it("are neither superusers nor above row-level security, own nothing and are nobody else", async () => {
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

  it("that serves customers makes nobody a platform admin and no key of the platform", async () => {
    const { ownerId } = await newOrganization();
    expect(await reach(null, "update users set name = 'New' where id = $1", [ownerId])).toBe("1");
    expect(await reach(null, "update users set is_platform_admin = true where id = $1", [ownerId])).toBe(refused);
    for (const attempt of ["update platform_keys set revoked_at = null", "delete from platform_keys"])
      expect(await reach(null, attempt), attempt).toBe(refused);
    const forged = "insert into platform_keys select * from platform_keys";
    expect(await reach(null, forged)).toBe(refused);
  });

  it.each([
    "alerts",
    "webhook_messages",
    "drift",
    "webhook_endpoints",
    "webhook_deliveries",
    "reconciliations",
    "job_runs",
  ])("that serves customers cannot read %s", async (table) => {
    expect(await reach(null, `select * from ${table}`)).toBe(refused);
    expect(await reach(null, `delete from ${table}`)).toBe(refused);
  });

  it("cannot make tables", async () => {
    expect(await reach(null, "create table public.mine (id int)")).toBe(refused);
  });

  it("cannot reach a partition past its parent's row-level security", async () => {
    const partitions = await owner<{ name: string }[]>`
      select relname as name from pg_class where relispartition and relkind = 'r' and relnamespace = 'public'::regnamespace`;
    expect(partitions.length).toBeGreaterThan(1);
    for (const { name } of partitions) expect(await reach(null, `select from "${name}"`), name).toBe(refused);
  });

  it("cannot reach a partition that is made later either", async () => {
    await owner`select make_usage_partitions('2031-05-01'::timestamptz, 1)`;
    expect(await reach(null, "select from usage_events_2031_05")).toBe(refused);
  });

  it("cannot drop what was counted", async () => {
    expect(await reach(null, "select drop_usage_partitions('2099-01-01'::timestamptz, 3)")).toBe(refused);
  });

  it("borrow the owner's rights through no function but the known ones, whose search path is fixed", async () => {
    const rows = await owner<{ name: string; settings: string[] | null }[]>`
      select proname as name, proconfig as settings from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef order by 1`;
    expect(rows.map(({ name }) => name)).toEqual(ownersFunctions);
    for (const { settings } of rows) expect(settings?.join()).toContain("search_path");
  });

  it("cannot read the outbox, whose links sign people in", async () => {
    const { id } = await newOrganization();
    for (const statement of ["select props from emails", "update emails set \"to\" = 'me'", "delete from emails"]) {
      expect(await reach(id, statement)).toBe(refused);
    }
  });

  it.each(["movements", "audit_log", "usage_events"])("cannot change or take out a row of %s", async (name) => {
    const { id } = await newOrganization();
    await rowOf(name, id);
    expect(await reach(id, `update "${name}" set organization_id = organization_id`)).toBe(refused);
    expect(await reach(id, `delete from "${name}"`)).toBe(refused);
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
    expect(Number(await reach(ours, `select from "${name}"`))).toBeGreaterThan(0);
    expect(await reach(ours, `select from "${name}" where "${tenant}" <> $1`, [ours])).toBe("0");
    expect(await reach(ours, `select from "${name}" where "${tenant}" = $1`, [theirs])).toBe("0");
  });

  it("takes no row of theirs from us", async () => {
    const row = name === "organizations" ? { ...(await rowOf(name, theirs)) } : await build(name, theirs);
    const outcome = await asTenant(ours, (sql) => insert(sql, name, row)).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: refused });
  });

  it("lets us neither change nor take out their rows, nor hand them ours", async () => {
    const before = await theirRows();
    expect(before.length).toBeGreaterThan(0);
    expect(nothing).toContain(
      await reach(ours, `update "${name}" set "${tenant}" = "${tenant}" where "${tenant}" = $1`, [theirs]),
    );
    expect(nothing).toContain(await reach(ours, `delete from "${name}" where "${tenant}" = $1`, [theirs]));
    expect(await reach(ours, `update "${name}" set "${tenant}" = $2 where "${tenant}" = $1`, [ours, theirs])).toBe(
      refused,
    );
    expect(await theirRows()).toEqual(before);
  });

  it("lets no row of ours refer to one of theirs", async () => {
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

  it("is empty and closed while no organization is chosen", async () => {
    const row = name === "organizations" ? { ...(await rowOf(name, ours)) } : await build(name, ours);
    for (const none of [null, ""]) {
      expect(await reach(none, `select from "${name}"`)).toBe("0");
      expect(nothing).toContain(await reach(none, `update "${name}" set "${tenant}" = "${tenant}"`));
      expect(nothing).toContain(await reach(none, `delete from "${name}"`));
      const outcome = await asTenant(none, (sql) => insert(sql, name, row)).catch((error: unknown) => error);
      expect(outcome).toMatchObject({ code: refused });
    }
  });
});

describe("a new organization", () => {
  it("has its trial, and can get no second one", async () => {
    const { id } = await newOrganization();
    expect(await reach(id, "select from subscriptions where status = 'trialing' and plan_key = 'starter'")).toBe("1");
    expect(await reach(id, "delete from subscriptions")).toBe(refused);
    const again = "insert into subscriptions select * from subscriptions";
    expect(await reach(id, again)).toBe("23505");
    expect(await reach(id, "update subscriptions set trial_started_at = trial_started_at + interval '1 day'")).toBe(
      "23000",
    );
  });
});
