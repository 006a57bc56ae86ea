import { resolve } from "node:path";
import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "@/scripts/chromium";

/** What a stack is started with. The global setup reads it from the configuration's metadata. */
export type StackVariables = { SEED_CUSTOMERS: string; PRODUCT?: string };

/**
 * Browser tests of the production build, a real database and the local Stripe, on a stack of their own that the global setup starts
 * once. Its whole clock is theirs.
 *
 * @param name of the folder and the file of results below `test-results`.
 */
export function onOwnStack(
  name: string,
  variables: StackVariables,
  config: Pick<PlaywrightTestConfig, "projects" | "workers">,
): PlaywrightTestConfig {
  const executablePath = findChromium();
  return defineConfig({
    testDir: resolve("e2e"),
    tsconfig: resolve("tsconfig.node.json"),
    outputDir: resolve("test-results", name),
    globalSetup: resolve("e2e/support/global-setup.ts"),
    metadata: { variables },
    timeout: 120_000,
    expect: { timeout: 10_000 },
    workers: 2,
    fullyParallel: false,
    forbidOnly: Boolean(process.env.CI),
    retries: 0,
    reporter: [["list"], ["json", { outputFile: resolve("test-results", `${name}.json`) }]],
    use: {
      browserName: "chromium",
      launchOptions: { args: chromiumFlags, ...(executablePath ? { executablePath } : {}) },
      viewport: { width: 1440, height: 900 },
      locale: "en-US",
      timezoneId: "America/Chicago",
      // Recording every passing test would slow all of them. To look into a failure, run it with `--trace on`.
      trace: "off",
      screenshot: "only-on-failure",
    },
    ...config,
  });
}
