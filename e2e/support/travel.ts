import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv, promisify } from "node:util";

const run = promisify(execFile);

/**
 * Moves the stack's time on the command line. Returns when everything due in between is done: Stripe's actions, webhooks, jobs
 * and emails.
 *
 * @param by `14 days`, `+1mo` or `2027-03-01`, as for `npm run time`.
 * @returns the command's output.
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
    // Overrides the developer's own environment.
    { env: { ...process.env, ...environment() }, timeout: 240_000 },
  );
  return stdout;
}

const environment = () => parseEnv(readFileSync(join(process.env.DATA_DIR ?? ".data", "environment"), "utf8"));
