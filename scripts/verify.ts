import { deadCode, importRules, lint, spelling, types, unitTests } from "./checks/check";
import { Run } from "./checks/run";

/** `npm run verify`: the checks that take less than a minute, two at a time. */
const run = new Run();
await run.parallel([
  [unitTests, lint, deadCode],
  [types, importRules, spelling],
]);
if (run.interrupted) process.exit(130);
run.summarize();
process.exitCode = run.ok ? 0 : 1;
