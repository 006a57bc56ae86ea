import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv, promisify } from "node:util";

const run = promisify(execFile);

/**
 * Moves the stack's time as a person at the command line does, and returns when everything that lies on the way has come to
 * pass: Stripe's work, its webhooks, the jobs, the e-mails.
 *
 * @param by `14 days`, `+1mo`, `2027-03-01`: as `npm run time` reads it.
 * @returns what the command said.
 */
export async function travel(by: string): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    [
      "--import",
      "./scripts/preload/script.mjs",
      "--import",
      "./scripts/preload/local-stack.mjs",
      "scripts/time.ts",
      by,
    ],
    // The stack's own environment is meant, not the developer's.
    { env: { ...process.env, ...environment() }, timeout: 240_000 },
  );
  return stdout;
}

const environment = () => parseEnv(readFileSync(join(process.env.DATA_DIR ?? ".data", "environment"), "utf8"));
