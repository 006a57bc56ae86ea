import { deadCode, importRules, lint, types, unitTests } from "./checks/part";
import { Run } from "./checks/run";

/** `npm run verify`: what can be known within a minute, two parts at a time. */
const run = new Run();
await run.sideBySide([
  [unitTests, lint, deadCode],
  [types, importRules],
]);
if (run.interrupted) process.exit(130);
run.summarize();
process.exitCode = run.ok ? 0 : 1;
