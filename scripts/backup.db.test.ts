import "@/testing/billing/local-stripe";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { drift, webhookEndpoints } from "@/db/schema";
import { verifyAudit } from "@/lib/audit";
import { withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { installQueues } from "@/lib/jobs";
import { openSecret, sealSecret } from "@/lib/secrets";
import { trackUsage } from "@/lib/usage";
import { asSystem } from "@/testing/actors";
import { assertEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { paidAtStripe, stateOf, sync } from "@/testing/billing/stories";
import { inOrganization } from "@/testing/factories";
import { commandsOf } from "@/testing/operations/commands";

/** The server of npm comes without a client, so this is about Debian's. */
const binaries = "/usr/lib/postgresql/15/bin";
const document = "docs/operations/backup.md";

vi.mock("@/lib/env", async (original) => {
  const { env: real } = await original<typeof import("@/lib/env")>();
  return { env: { ...real } };
});

const system = { actor: asSystem() };

describe.runIf(existsSync(join(binaries, "pg_dump")))("a backup, restored by the commands of the document", () => {
  let folder: string;
  let source: EmbeddedPostgres;
  let target: EmbeddedPostgres;
  let paid: Awaited<ReturnType<typeof paidAtStripe>>;
  const endpointId = crypto.randomUUID();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatehouse-backup-"));
    await chmod(folder, 0o755);
    const start = async (name: string) =>
      startEmbeddedPostgres({ dataDir: join(folder, name), port: await freePort(), throwaway: true, binaries });
    [source, target] = [await start("source"), await start("target")];
    const ownerUrl = await createOwner(source);
    await migrateDatabase(ownerUrl, env.AUTH_SECRET);
    await installQueues(ownerUrl);
    Object.assign(env, {
      DATABASE_URL: ownerUrl,
      DATABASE_APP_URL: undefined,
      DATABASE_PLATFORM_URL: undefined,
      DATABASE_POOLER: "none",
    });

    paid = await paidAtStripe();
    await sync(paid.customerId);
    await inOrganization(paid.id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount: 7, idempotencyKey: "one" }));
    await withPlatform(system, async ({ tx, now }) => {
      const secret = sealSecret("whsec_kept", "webhook_endpoints.secret", endpointId);
      const about = { url: "https://example.com", description: "", events: [], format: "standard" as const };
      await tx.insert(webhookEndpoints).values({ ...about, id: endpointId, secret, createdAt: now });
    });
  });
  afterAll(async () => {
    await Promise.all([source?.stop(), target?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** An owner as in a deployment: no superuser, so row-level security applies to it too. */
  async function createOwner({ url }: EmbeddedPostgres): Promise<string> {
    const admin = postgres(url, { max: 1, onnotice: () => undefined });
    await admin.unsafe("create role owner login createrole password 'owner'; grant pg_signal_backend to owner");
    await admin.unsafe("create database app owner owner");
    await admin.end();
    return url.replace("gatehouse:gatehouse@", "owner:owner@").replace(/gatehouse$/, "app");
  }

  const environment = (variables: Record<string, string>): NodeJS.ProcessEnv => ({
    ...process.env,
    PATH: `${binaries}:${process.env.PATH}`,
    DUMP: join(folder, "gatehouse.dump"),
    BACKUP_PASSWORD: "of-the-backup",
    AUTH_SECRET: env.AUTH_SECRET,
    ...variables,
  });
  const run = (name: string, variables: Record<string, string>) =>
    promisify(execFile)("bash", ["-euo", "pipefail", "-c", commandsOf(document, name)], {
      env: environment(variables),
    });

  /** The rows of each table, and what they add up to. The migration writes nothing but its own tables. */
  async function contentsOf(url: string): Promise<Record<string, string>> {
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'drizzle') or (schemaname = 'pgboss' and tablename not in ('version', 'schedule', 'queue'))`;
    const contents: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await sql.unsafe<{ text: string }[]>(
        `select count(*) || ' ' || coalesce(md5(string_agg(each::text, '' order by each::text)), '') as text from ${name} as each`,
      );
      contents[name] = row?.text ?? "";
    }
    await sql.end();
    return contents;
  }

  it("is equal to the original, and goes on working", { timeout: 120_000 }, async () => {
    const asAdmin = (server: EmbeddedPostgres) => server.url.replace(/gatehouse$/, "app");
    const sourceUrl = asAdmin(source);
    await run("setup", { ADMIN_URL: sourceUrl });
    const backupUrl = sourceUrl.replace("gatehouse:gatehouse@", "gatehouse_backup:of-the-backup@");
    // The owner can't: it sees no tenant's rows. A dump without them would look like a backup.
    await expect(run("backup", { BACKUP_URL: env.DATABASE_URL })).rejects.toThrow(/row-level security/);
    await run("backup", { BACKUP_URL: backupUrl });
    const before = await contentsOf(sourceUrl);

    // What happens at Stripe after the backup.
    const later = await paidAtStripe();
    const restoredUrl = await createOwner(target);
    await run("restore", { DATABASE_URL: restoredUrl });
    const after = await contentsOf(asAdmin(target));
    expect(after).toEqual(before);
    expect(Object.values(after).filter((text) => !text.startsWith("0 ")).length).toBeGreaterThan(20);

    // From here on, the application uses it, as its serving roles with the passwords that the migration set.
    Object.assign(env, { DATABASE_URL: restoredUrl });
    expect((await stateOf(paid.id)).movements).toHaveLength(1);
    const used = await inOrganization(paid.id, (ctx) =>
      trackUsage(ctx, { meter: "work_orders", amount: 7, idempotencyKey: "one" }),
    );
    expect(used, "the same key isn't counted again").toBe(7);
    await withPlatform(system, async ({ tx }) => {
      const [endpoint] = await tx.select().from(webhookEndpoints);
      expect(openSecret(endpoint?.secret ?? "", "webhook_endpoints.secret", endpointId)).toBe("whsec_kept");
    });
    expect(await verifyAudit({ actor: asSystem(), now: new Date() })).toMatchObject({ broken: 0, breaks: [] });

    const { stdout } = await run("check", {
      DATABASE_URL: restoredUrl,
      LOCAL_STRIPE_PORT: String(env.LOCAL_STRIPE_PORT),
    });
    expect(stdout).toMatch(/Compared \d+ customers? with Stripe/);
    await assertEqualToStripe(paid.id);
    const found = await withPlatform(system, ({ tx }) => tx.select().from(drift));
    // Only the customer that this database never knew.
    expect(new Set(found.map(({ stripeCustomerId }) => stripeCustomerId))).toEqual(new Set([later.customerId]));
  });
});
