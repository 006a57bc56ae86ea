import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readJson } from "./secrets";

const file = (dataDir: string) => join(dataDir, "stack.pid");

/** One stack at a time on one folder of data. */
export async function claim(dataDir: string): Promise<void> {
  const holder = existsSync(file(dataDir)) ? Number(await readFile(file(dataDir), "utf8")) : undefined;
  if (holder !== undefined && (await isStack(holder))) {
    const running = await readJson<{ url: string }>(join(dataDir, "demo.json"));
    throw new Error(
      `A Gatehouse (process ${holder}) runs on ${dataDir} already${running ? `, at ${running.url}` : ""}. End it first, or choose another DATA_DIR.`,
    );
  }
  await writeFile(file(dataDir), String(process.pid));
}

export const release = (dataDir: string) => rm(file(dataDir), { force: true });

/** A process id is given anew after a restart, so where the system tells it, its command must be ours. */
async function isStack(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = `/proc/${pid}/cmdline`;
  return pid !== process.pid && (!existsSync(command) || (await readFile(command, "utf8")).includes("scripts/"));
}
