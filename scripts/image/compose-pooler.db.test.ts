import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { freePort } from "@/db/embedded";
import { serverIdentity } from "@/db/embedded/identity";
import { type RoleName, rolePassword, roles } from "@/db/roles";
import { env } from "@/lib/env";
import { testSecret } from "@/testing/environment";

const binary = "/usr/sbin/pgbouncer";
const { configs }: { configs: Record<string, { content: string }> } = parse(readFileSync("compose.yaml", "utf8"), {
  merge: true,
});

it.runIf(existsSync(binary))("PgBouncer, as compose.yaml sets it up, lets the serving roles in", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-compose-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  const database = new URL(env.DATABASE_URL);
  const settings = (configs.pgbouncer?.content ?? "")
    .replaceAll("$$", "$")
    .replace(
      "host=database port=5432 dbname=gatehouse",
      `host=127.0.0.1 port=${database.port} dbname=${database.pathname.slice(1)}`,
    )
    .replace("listen_addr = 0.0.0.0", "listen_addr = 127.0.0.1")
    .replace("6432", String(port))
    .replace("/etc/pgbouncer/users.txt", join(folder, "users.txt"));
  const users = (configs["pgbouncer-users"]?.content ?? "").replace(/\$\{POSTGRES_PASSWORD\}/, database.password);
  const identity = await serverIdentity();
  for (const [name, text] of Object.entries({ "pgbouncer.ini": settings, "users.txt": users })) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    if (identity) await chown(join(folder, name), identity.uid, identity.gid);
  }
  const pooler = spawn(binary, [join(folder, "pgbouncer.ini")], { ...identity, stdio: "ignore" });
  try {
    for (const role of Object.keys(roles) as RoleName[]) {
      const sql = postgres({
        host: "127.0.0.1",
        port,
        database: "gatehouse",
        user: roles[role],
        password: rolePassword(role, testSecret),
        prepare: false,
        max: 1,
      });
      await expect
        .poll(() => sql`select current_user::text as name`.catch(() => []), { timeout: 5_000 })
        .toEqual([{ name: roles[role] }]);
      await sql.end();
    }
  } finally {
    pooler.kill("SIGTERM");
    await once(pooler, "exit");
    await rm(folder, { recursive: true, force: true });
  }
});
