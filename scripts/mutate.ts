import { spawnSync } from "node:child_process";

/** `npm run mutate -- lib/money.ts …`: mutation testing. Shows the changes to these files that no test notices. */
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("Which files? For example: npm run mutate -- lib/money.ts lib/audit/chain/chain.ts");
  process.exit(2);
}
const stryker = "node_modules/@stryker-mutator/core/bin/stryker.js";
const { status } = spawnSync(process.execPath, [stryker, "run", "--mutate", files.join(",")], { stdio: "inherit" });
process.exitCode = status ?? 1;
