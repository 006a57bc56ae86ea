import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startLocalStripe } from "../index";
import { clientOf, temporaryDirectory } from "../testing/harness";
import { lockDirectory } from "./data-lock";

const binary = fileURLToPath(new URL("../../bin/local-stripe.mjs", import.meta.url));
const inUse = (data: string, pid: number) =>
  `The data in ${data} is in use by process ${pid}: stop that process first, or choose another directory with --data.`;

test("a second server on the same data is refused, until the first has stopped", async () => {
  const data = temporaryDirectory();
  const first = await startLocalStripe({ data });
  await clientOf(first).customers.create();
  await expect(startLocalStripe({ data })).rejects.toThrow(inUse(data, process.pid));
  expect((await clientOf(first).customers.list()).data).toHaveLength(1);
  await first.close();
  await (await startLocalStripe({ data })).close();
  expect(fs.readdirSync(data).sort()).toEqual(["journal.jsonl", "snapshot.jsonl"]);
});

test.each([
  ["of a process that has ended", JSON.stringify({ pid: 999_999_999, started: "1" })],
  ["of an earlier process with the same ID", JSON.stringify({ pid: process.pid, started: "1" })],
  ["that is damaged", "half a lo"],
])("a lock %s is taken over", (_whose, content) => {
  // Only Linux says when a process started.
  if (content.includes(`${process.pid}`) && process.platform !== "linux") return;
  const data = temporaryDirectory();
  fs.writeFileSync(path.join(data, "lock"), content);
  const unlock = lockDirectory(data);
  expect(() => lockDirectory(data)).toThrow(inUse(data, process.pid));
  unlock();
  expect(fs.readdirSync(data)).toEqual([]);
});

test("of two processes that start at once on the data of a killed one, exactly one wins", {
  timeout: 180_000,
}, async () => {
  const data = temporaryDirectory();
  fs.writeFileSync(path.join(data, "lock"), JSON.stringify({ pid: 999_999_999, started: "1" }));
  const children = [1, 2].map(() => {
    const child = spawn(process.execPath, [binary, "--port", "0", "--data", data], { stdio: "pipe" });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => {
      output.stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output.stderr += chunk.toString();
    });
    return { child, output };
  });
  try {
    const [code] = await Promise.race(children.map(({ child }) => once(child, "exit") as Promise<[number | null]>));
    expect(code).toBe(1);
    const loser = children.find(({ child }) => child.exitCode !== null);
    const winner = children.find((each) => each !== loser);
    if (winner && winner.output.stdout === "") await once(winner.child.stdout, "data");
    expect(winner?.output.stdout).toMatch(/^local-stripe listening on /);
    expect(loser?.output).toEqual({ stdout: "", stderr: `${inUse(data, winner?.child.pid ?? 0)}\n` });
  } finally {
    for (const { child } of children) child.kill("SIGKILL");
  }
});
