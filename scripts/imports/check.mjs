// npm run check:imports: reads every import once, and checks the rules in .dependency-cruiser.cjs and run-time-rules.cjs.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { forbiddenImports } from "./reach.mjs";

const require = createRequire(import.meta.url);
// Before dependency-cruiser, which it teaches to parse faster.
const { typeOnlyImports } = require("./oxc.cjs");
const { cruise, format } = await import("dependency-cruiser");

const folders = "app components products lib db server worker seed testing scripts e2e bench packages examples";
const { options, ...ruleSet } = require("../../.dependency-cruiser.cjs");
// An alias is found in a fraction of the time that dependency-cruiser takes to look it up in tsconfig.json.
const resolving = { alias: { "@": process.cwd() } };
const { output: result } = await cruise(folders.split(" "), { ...options, ruleSet, validate: true }, resolving);
const { output: report, exitCode } = await format(result, { outputType: "err" });
console.log(report.trim());

const forbidden = forbiddenImports(result.modules.map(atRunTime), require("./run-time-rules.cjs"));
for (const { rule, path } of forbidden) console.log(`  error ${rule}: ${path.join(" → ")}`);
process.exitCode = exitCode === 0 && forbidden.length === 0 ? 0 : 1;

function atRunTime({ source, dependencies }) {
  const typeOnly = typeOnlyImports.get(resolve(source));
  const left = dependencies.filter(({ protocol = "", module }) => !typeOnly?.has(protocol + module));
  return { source, imports: left.map(({ resolved }) => resolved) };
}
