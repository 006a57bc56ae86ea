import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readJson } from "./secrets";

const file = (dataDir: string) => join(dataDir, "stack.pid");

/** A data folder is used by one stack at a time. @throws Error if another one is running. */
export async function lockDataDir(dataDir: string): Promise<void> {
  const holder = existsSync(file(dataDir)) ? Number(await readFile(file(dataDir), "utf8")) : undefined;
  if (holder !== undefined && (await isStack(holder))) {
    const running = await readJson<{ url: string }>(join(dataDir, "demo.json"));
    throw new Error(
      `Gatehouse is already running${running ? ` at ${running.url}` : ""} (process ${holder}) with its data in ${dataDir}. Stop it first, or set another DATA_DIR.`,
    );
  }
  await writeFile(file(dataDir), String(process.pid));
}

export const unlockDataDir = (dataDir: string) => rm(file(dataDir), { force: true });

/** The system reuses process ids, so where /proc exists, the command must be one of our scripts. */
async function isStack(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = `/proc/${pid}/cmdline`;
  return pid !== process.pid && (!existsSync(command) || (await readFile(command, "utf8")).includes("scripts/"));
}
