// npm run test:db -- [--pgbouncer[=PATH]] [--postgres=VERSION] [FILES]: the database tests, as deployments run.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

const own: Record<string, string> = {};
/** Files and options of Vitest. */
const others: string[] = [];
for (const argument of process.argv.slice(2)) {
  const [, name, value = ""] = /^--(pgbouncer|postgres)(?:=(.*))?$/.exec(argument) ?? [];
  if (name) own[name] = value;
  else others.push(argument);
}
const { postgres } = own;
const pgbouncer = own.pgbouncer === "" ? "/usr/sbin/pgbouncer" : own.pgbouncer;
if (postgres === "") fail("Say which one: --postgres=15");
const binaries = postgres && `/usr/lib/postgresql/${postgres}/bin`;
if (binaries && !existsSync(binaries)) {
  fail(`There is no PostgreSQL ${postgres} in ${binaries}. On Debian: apt-get install postgresql-${postgres}`);
}
if (pgbouncer && !existsSync(pgbouncer)) {
  fail(`There is no PgBouncer at ${pgbouncer}. On Debian: apt-get install pgbouncer`);
}

const variables = {
  ...(binaries ? { TEST_POSTGRES: binaries } : {}),
  ...(pgbouncer ? { TEST_PGBOUNCER: pgbouncer } : {}),
};
console.log(`PostgreSQL ${postgres ?? "from npm"}, ${pgbouncer ? `through ${pgbouncer}` : "directly"}`);
const tests = spawn("npx", ["vitest", "run", "--project", "db", ...others], {
  stdio: "inherit",
  env: { ...process.env, ...variables },
});
tests.once("exit", (code) => {
  process.exitCode = code ?? 1;
});

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
