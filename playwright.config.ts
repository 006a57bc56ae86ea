import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./scripts/chromium";

const executablePath = findChromium();

/**
 * The time machine moves the clock of the whole stack, so these tests run alone, after the others. To run only them:
 * `npx playwright test --project "time travel" --no-deps`.
 */
const timeTravel = "**/lifecycle.spec.ts";
/** Every page on every screen size and theme: `npx playwright test --project pages`. */
const pages = "**/pages.spec.ts";

/** Browser tests of the production build with a real database and the local Stripe, started once by the global setup. */
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
    { name: "journeys", testIgnore: [pages, timeTravel] },
    { name: "time travel", testMatch: timeTravel, dependencies: ["pages", "journeys"] },
  ],
  reporter: [["list"], ["json", { outputFile: "test-results/results.json" }]],
  use: {
    browserName: "chromium",
    launchOptions: { args: chromiumFlags, ...(executablePath ? { executablePath } : {}) },
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "America/Chicago",
    // Recording traces slows every test down. To debug a failure, use `--trace on`.
    trace: "off",
    screenshot: "only-on-failure",
  },
});
