import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv, promisify } from "node:util";

const run = promisify(execFile);

/**
 * Moves the stack's clock with the command a developer uses, and returns once everything on the way has happened: Stripe's
 * work, its webhooks, jobs and emails.
 *
 * @param by what `npm run time` accepts: `14 days`, `+1mo`, `2027-03-01`.
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
    // The stack's environment overrides the developer's.
    { env: { ...process.env, ...environment() }, timeout: 240_000 },
  );
  return stdout;
}

const environment = () => parseEnv(readFileSync(join(process.env.DATA_DIR ?? ".data", "environment"), "utf8"));
