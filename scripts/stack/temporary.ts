import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killWithParent } from "@/db/embedded";
import type { DemoFile } from "./demo-file";

export type TemporaryStack = { demo: DemoFile; dataDir: string; stop(): Promise<void> };

/** Starts a separate demo on free ports with temporary data, which a crash may lose, for browser tests and screenshots. */
export async function startTemporaryStack(variables: Record<string, string> = {}): Promise<TemporaryStack> {
  const dataDir = await mkdtemp(join(tmpdir(), "gatehouse-stack-"));
  const ports = { PORT: "0", LOCAL_STRIPE_PORT: "0", MAIL_PORT: "0", SMTP_PORT: "0", DATABASE_PORT: "0" };
  const child = spawn(process.execPath, ["--import", "./scripts/preload/script.mjs", "scripts/demo.ts"], {
    env: { ...withoutOwnServices(), ...ports, DATA_DIR: dataDir, TEMPORARY_DATA: "1", ...variables },
    stdio: ["ignore", "pipe", "inherit"],
    detached: process.platform !== "win32",
  });
  killWithParent(child);
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await ready(child.stdout, ended);
    return { demo: JSON.parse(await readFile(join(dataDir, "demo.json"), "utf8")), dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Tests must not touch the developer's own database, Stripe account or mail server. */
function withoutOwnServices(): NodeJS.ProcessEnv {
  const { DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, SMTP_URL, APP_URL, npm_lifecycle_event, ...rest } =
    process.env;
  return rest;
}

function ready(output: NodeJS.ReadableStream, ended: Promise<void>): Promise<void> {
  let printed = "";
  return new Promise((done, fail) => {
    output.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes("Gatehouse is ready")) done();
    });
    void ended.then(() => fail(new Error(`The stack didn't start:\n${printed}`)));
  });
}
