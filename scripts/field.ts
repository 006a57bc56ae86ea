// npm run field -- usage --histories 300 --seed 1: plays random histories against the real database and the local Stripe.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fieldVariables, type Progress } from "@/testing/field/progress";
import { fieldSuites, readFieldOptions } from "./field/options";

const asked = readFieldOptions(process.argv.slice(2), fieldSuites());
if ("problem" in asked) {
  console.error(asked.problem);
  process.exit(2);
}
const { suite, histories, seed, at } = asked;
const folder = await mkdtemp(join(tmpdir(), "gatehouse-field-"));
const progressFile = join(folder, "progress");
await writeFile(progressFile, "");

const output: Buffer[] = [];
const command = ["node_modules/vitest/vitest.mjs", "run", "--project", "db", `testing/field/${suite}.db.test.ts`];
const tests = spawn(process.execPath, command, {
  stdio: ["ignore", "pipe", "pipe"],
  env: {
    ...process.env,
    [fieldVariables.histories]: String(histories),
    [fieldVariables.seed]: String(seed),
    ...(at === undefined ? {} : { [fieldVariables.at]: at }),
    [fieldVariables.progress]: progressFile,
  },
});
for (const stream of [tests.stdout, tests.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => tests.kill(signal));
const ended = once(tests, "close");

console.log(`${suite}: ${histories} histories from seed ${seed}`);
let shown = 0;
let last: Progress | undefined;
const follow = async () => {
  const lines = (await readFile(progressFile, "utf8")).split("\n").slice(0, -1);
  for (const line of lines.slice(shown)) show(JSON.parse(line));
  shown = lines.length;
};
let running = true;
void ended.then(() => {
  running = false;
});
while (running) {
  await Promise.race([ended, sleep(500)]);
  await follow();
}
await rm(folder, { recursive: true, force: true });

const played = last?.done ?? 0;
if (played < histories) console.error(Buffer.concat(output).toString());
const failed = (last?.failed ?? 0) + (histories - played);
console.log(JSON.stringify({ suite, histories, failed, seed }));
process.exitCode = failed === 0 ? 0 : 1;

function show(progress: Progress): void {
  last = progress;
  const { done, failed, seed: own, at: began, failure } = progress;
  if (failure) console.log(`failed: npm run field -- ${suite} --histories 1 --seed ${own} --at ${began}\n${failure}`);
  const all = done === histories;
  if (process.stdout.isTTY && !all) process.stdout.write(`\r${done}/${histories}, ${failed} failed`);
  else if (all || done % Math.ceil(histories / 20) === 0)
    console.log(`${process.stdout.isTTY ? "\r" : ""}${done}/${histories}, ${failed} failed`);
}
