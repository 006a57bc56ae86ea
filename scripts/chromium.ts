import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Switches that keep a headless Chromium quiet: no calls to its maker, no GPU, and it may run as root. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Where a Chromium is: CHROMIUM_PATH, the system's, or Playwright's own. Undefined when there is none. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  return systemChromium() ?? playwrightChromium();
}

/** The same, installed if need be: from Debian's archive as root, else by Playwright. */
export function ensureChromium(say: (line: string) => void): string {
  const known = findChromium();
  if (known) return known;
  say("  no Chromium here: installing one, which may take a minute …");
  if (!installFromDebian()) execFileSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit" });
  const installed = findChromium();
  if (!installed) throw new Error("No Chromium could be installed. Install one, or name it in CHROMIUM_PATH.");
  return installed;
}

function systemChromium(): string | undefined {
  for (const name of names) {
    const found = spawnSync("which", [name], { encoding: "utf8" });
    if (found.status === 0) return found.stdout.trim();
  }
  return undefined;
}

function playwrightChromium(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function installFromDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return false;
  const quiet = { stdio: "ignore" as const, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  if (spawnSync("apt-get", ["update"], quiet).status !== 0) return false;
  return spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], quiet).status === 0;
}
