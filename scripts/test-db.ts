// npm run test:db -- [--pgbouncer[=PATH]] [--postgres=VERSION] [FILES]: the database tests, as deployments run.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pgbouncer: { type: "string" }, postgres: { type: "string" } },
  // `--pgbouncer` alone means the installed one.
  args: process.argv.slice(2).map((each) => (each === "--pgbouncer" ? "--pgbouncer=/usr/sbin/pgbouncer" : each)),
});

const { pgbouncer, postgres } = values;
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
const tests = spawn("npx", ["vitest", "run", "--project", "db", ...positionals], {
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
