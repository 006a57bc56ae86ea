import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./scripts/chromium";

const executablePath = findChromium();

/**
 * The whole stack shares one clock, so tests that move it by months run alone, after all others. (On their own:
 * `npx playwright test --project "time travel" --no-deps`.)
 */
const timeTravel = "**/lifecycle.spec.ts";
/** Layout and accessibility of every page: `npx playwright test --project pages`. */
const pages = "**/pages.spec.ts";

/** Every endpoint, page and action as every kind of caller: `npx playwright test --project security`. */
const security = "**/security/*.spec.ts";

/** Browser tests of the production build, a real database and the local Stripe, started once by the global setup. */
export default defineConfig({
  testDir: "e2e",
  tsconfig: "./tsconfig.node.json",
  outputDir: "test-results",
  globalSetup: "./e2e/support/global-setup.ts",
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  projects: [
    { name: "pages", testMatch: pages },
    { name: "journeys", testIgnore: [pages, security, timeTravel] },
    { name: "security", testMatch: security },
    { name: "time travel", testMatch: timeTravel, dependencies: ["pages", "journeys", "security"] },
  ],
  reporter: [["list"], ["json", { outputFile: "test-results/results.json" }]],
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
});
