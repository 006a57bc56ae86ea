import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** The shell without windows needs an eighth less processor time, and is what Playwright itself runs. */
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** What Playwright turns off. Chromium heeds the last `--disable-features` alone, so ours has to repeat it. */
const offForPlaywright = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "msForceBrowserSignIn",
  "msEdgeUpdateLaunchServicesPreferredVersion",
];

/**
 * The list of suggestions below the address bar, which is a page in a process of its own. No one sees it, and each window's takes two
 * thirds of a second of processor time.
 */
const addressBarSuggestions = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];

/** Flags for headless use: no background network traffic, no GPU, and no sandbox, so that it runs as root. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  `--disable-features=${[...offForPlaywright, ...addressBarSuggestions].join(",")}`,
];

/** The path of a Chromium: CHROMIUM_PATH, the system's, or Playwright's own. Undefined if there is none. */
export function findChromium(): string | undefined {
  return process.env.CHROMIUM_PATH || systemChromium() || playwrightChromium();
}

/** The same, installing one if necessary: as root on Debian with apt-get, else with Playwright. */
export function ensureChromium(log: (line: string) => void): string {
  const known = findChromium();
  if (known) return known;
  log("  Installing Chromium, which may take a minute …");
  if (!installFromDebian()) execFileSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit" });
  const installed = findChromium();
  if (!installed) throw new Error("Chromium couldn't be installed. Install it yourself, or set CHROMIUM_PATH.");
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
  return ["chromium-headless-shell", "chromium"].some(
    (name) => spawnSync("apt-get", ["install", "-y", "--no-install-recommends", name], quiet).status === 0,
  );
}
