import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  browserTests,
  build,
  type Check,
  deadCode,
  importRules,
  lint,
  otherProducts,
  spelling,
  stripePages,
  timeTravel,
  types,
  vitest,
} from "./checks/check";
import { Run } from "./checks/run";
import { ensureChromium } from "./chromium";

/**
 * `npm test`: all checks but the longest. `npm run test:all` adds tests that start or kill programs of their own or play long
 * histories, a year of time travel, each theme on each screen, each page of the local Stripe, and hundreds of malicious strings in
 * every field of every form and operation. `npm test -- types build` runs the checks whose names contain one of the words.
 *
 * The two lanes run in parallel and take about as long as each other. Browsers wait for servers and database tests for deadlines,
 * so each lane uses what the other leaves idle. The longest chain, the build and then the browser tests, has a lane of its own. The
 * other ends with Vitest, which uses both cores once it is alone.
 */
const lanes: readonly (readonly Check[])[] = [
  [build, types, browserTests, otherProducts],
  [importRules, spelling, deadCode, lint, vitest, stripePages, timeTravel],
];

const words = process.argv.slice(2).filter((argument) => argument !== "--all");
const everything = process.argv.includes("--all");
// Read by `playwright.config.ts`.
if (!everything) process.env.SKIP_LONG_TESTS = "1";

/** Temporary files of all checks, removed at the end even if a check is interrupted. */
const temporary = await mkdtemp(join(tmpdir(), "gatehouse-npm-test-"));
await chmod(temporary, 0o755);
process.env.TMPDIR = temporary;
process.env.CHROMIUM_PATH = ensureChromium((text) => console.log(text));

const run = new Run();
await run.parallel(lanes.map(selected));
await rm(temporary, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
if (run.interrupted) process.exit(130);
run.summarize();
process.exitCode = run.ok ? 0 : 1;

function selected(checks: readonly Check[]): readonly Check[] {
  if (words.length > 0) return checks.filter(({ name }) => words.some((word) => name.includes(word)));
  return everything ? checks : checks.filter(({ long }) => !long);
}
