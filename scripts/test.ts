import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, deadCode, importRules, journeys, lint, type Part, stripePages, types, vitest } from "./checks/part";
import { Run } from "./checks/run";
import { ensureChromium } from "./chromium";

/**
 * `npm test`: everything that must hold. `npm test -- types build` runs the parts whose names hold one of the words.
 *
 * Each stage has lanes that run side by side. The build comes after the types, whose files it would delete.
 */
const stages: readonly (readonly (readonly Part[])[])[] = [
  [
    [types, build],
    [importRules, deadCode, lint],
  ],
  [[vitest, stripePages, journeys]],
];

/** All that the parts leave in the temporary folder goes with this one, also when they are interrupted. */
const temporary = await mkdtemp(join(tmpdir(), "gatehouse-npm-test-"));
await chmod(temporary, 0o755);
process.env.TMPDIR = temporary;
process.env.CHROMIUM_PATH = ensureChromium((text) => console.log(text));

const run = new Run();
for (const lanes of stages) await run.sideBySide(lanes.map(chosen));
await rm(temporary, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
if (run.interrupted) process.exit(130);
run.summarize();
process.exitCode = run.ok ? 0 : 1;

function chosen(parts: readonly Part[]): readonly Part[] {
  const words = process.argv.slice(2);
  return words.length === 0 ? parts : parts.filter(({ name }) => words.some((word) => name.includes(word)));
}
