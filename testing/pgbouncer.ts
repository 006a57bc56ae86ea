import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort, killWithParent } from "@/db/embedded";
import { serverIdentity } from "@/db/embedded/identity";
import { type RoleName, rolePassword, roles } from "@/db/roles";
import { testSecret } from "./environment";

export type Bouncer = { port: number; stop(): Promise<void> };

/**
 * A PgBouncer in transaction mode in front of all databases of a server, with the default settings of its package otherwise: it
 * refuses startup parameters that it doesn't know.
 *
 * @param binary of any version, such as `/usr/sbin/pgbouncer`.
 * @param poolSize server connections for each role in each database.
 */
export async function startPgBouncer(
  binary: string,
  { folder, postgresPort, poolSize }: { folder: string; postgresPort: number; poolSize: number },
): Promise<Bouncer> {
  const identity = await serverIdentity();
  const port = await freePort();
  await mkdir(folder, { recursive: true });
  const users = (Object.keys(roles) as RoleName[]).map(
    (role) => `"${roles[role]}" "${rolePassword(role, testSecret)}"`,
  );
  const files = {
    "users.txt": `${users.join("\n")}\n`,
    "pgbouncer.ini": `[databases]
* = host=127.0.0.1 port=${postgresPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, "users.txt")}
pool_mode = transaction
max_client_conn = 1000
default_pool_size = ${poolSize}
`,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    if (identity) await chown(join(folder, name), identity.uid, identity.gid);
  }
  const bouncer = spawn(binary, [join(folder, "pgbouncer.ini")], { ...identity, stdio: ["ignore", "ignore", "pipe"] });
  killWithParent(bouncer, "SIGTERM");
  const log: string[] = [];
  await new Promise<void>((done, fail) => {
    bouncer.once("error", fail);
    bouncer.once("exit", () => fail(new Error(`PgBouncer didn't start:\n${log.join("")}`)));
    bouncer.stderr.on("data", (chunk: Buffer) => {
      // Keep reading, because a full pipe would block it.
      if (log.length < 200) log.push(chunk.toString());
      if (chunk.includes("process up")) done();
    });
  });
  const stop = async () => {
    bouncer.kill("SIGTERM");
    await once(bouncer, "exit");
  };
  return { port, stop };
}
