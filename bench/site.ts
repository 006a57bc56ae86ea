import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePort } from "@/db/embedded";
import { buildOnce } from "@/scripts/stack/build";
import { responds } from "@/scripts/stack/supervisor";

export type Site = { url: string; stop: () => Promise<void> };

const next = resolve("node_modules/next/dist/bin/next");

export const benchSecret = "a-secret-of-the-benchmark-0123456789";

/** The variables a production server requires. Static pages use none of these services. */
const environment = {
  NODE_ENV: "production" as const,
  NEXT_TELEMETRY_DISABLED: "1",
  DEMO: "1",
  APP_URL: "http://localhost:3000",
  AUTH_SECRET: benchSecret,
  DATABASE_URL: "postgres://user:password@127.0.0.1:1/none",
  LOG_LEVEL: "silent",
};

/** Builds the Next application in `folder` for production. */
export async function build(folder: string): Promise<void> {
  console.log(`  building ${folder} …`);
  await rm(`${folder}/.next/lock`, { force: true });
  const child = spawn(process.execPath, [next, "build"], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: "pipe",
  });
  const output: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => output.push(chunk));
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the build of ${folder} failed:\n${Buffer.concat(output)}`);
}

/** Builds the application unless there is a build of the same sources. */
export async function buildOurs(): Promise<void> {
  await buildOnce(() => build("."));
}

/** As in `npm start`: garbage of requests is collected before it moves to the old generation. */
const nodeFlags = ["--max-semi-space-size=64"];
const ours = [
  "--import",
  "./scripts/preload/server.mjs",
  "--import",
  "./scripts/preload/typescript.mjs",
  "server/start.ts",
];

/** Serves the production build in `folder` on a free port: ours with our own server, others with `next start`. */
export async function serve(folder: string, settings: Record<string, string> = {}): Promise<Site> {
  const port = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  const program = folder === "." ? ours : [next, "start"];
  const args = [...nodeFlags, ...program, "--port", String(port), "--hostname", "127.0.0.1"];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...environment, APP_URL: url, ...settings },
    stdio: "ignore",
  });
  for (let tries = 0; !(await responds(`${url}/`)); tries += 1) {
    if (tries > 900 || child.exitCode !== null) throw new Error(`${folder} didn't start`);
    await setTimeout(100);
  }
  return { url, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
