import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { temporaryDirectory } from "./harness";

const require = createRequire(import.meta.url);

interface Platform {
  pkg: string;
  bin: string;
}

const name = `${process.platform}-${process.arch}`;
const platforms = require("@stripe/cli/platforms.json") as Record<string, Platform>;

/** Stripe ships its CLI for some systems only. */
export const cliExists = platforms[name] !== undefined;

/** @throws Error if Stripe ships a CLI for this system but it isn't installed */
function binary(): string {
  const platform = platforms[name];
  if (!platform) throw new Error(`Stripe has no CLI for ${name}`);
  const fallback = path.join(
    path.dirname(require.resolve("@stripe/cli/platforms.json")),
    "vendor",
    "bin",
    platform.bin,
  );
  if (fs.existsSync(fallback)) return fallback;
  try {
    return path.join(path.dirname(require.resolve(`${platform.pkg}/package.json`)), "bin", platform.bin);
  } catch (error) {
    throw new Error(`${platform.pkg} is missing: install without --omit=optional`, { cause: error });
  }
}

/** The official CLI, with its own home directory and no network access. */
export function startCli(origin: string, args: readonly string[]): ChildProcess & { text: () => string } {
  const child = spawn(
    binary(),
    [...args, "--api-base", origin, "--api-key", "sk_test_0123456789ab", "--color", "off"],
    { env: environment(temporaryDirectory()), stdio: ["ignore", "pipe", "pipe"] },
  );
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => {
      text += data.toString("utf8");
    });
  return Object.assign(child, { text: () => text });
}

/** Its other requests, such as update checks, fail immediately at a closed port. */
function environment(home: string): NodeJS.ProcessEnv {
  const closed = { HTTPS_PROXY: "http://127.0.0.1:9", STRIPE_CLI_TELEMETRY_OPTOUT: "1" };
  // It ends before it needs the memory back.
  const withoutCollector = { GOGC: "off" };
  return { NODE_ENV: "test", HOME: home, XDG_CONFIG_HOME: home, ...closed, ...withoutCollector };
}

/** Runs the CLI until it exits. */
export function runCli(origin: string, args: readonly string[]): Promise<{ code: number | null; text: string }> {
  const child = startCli(origin, args);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, text: child.text() }));
  });
}
