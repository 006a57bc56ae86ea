import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const executablePath = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
  (path) => path !== undefined && existsSync(path),
);

/**
 * The pages in a real browser. Each test starts its own server in this process, so nothing has to be built or running.
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: "../../test-results/local-stripe",
  // Other checks run at the same time.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: [["list"], ["json", { outputFile: "../../test-results/local-stripe.json" }]],
  use: {
    browserName: "chromium",
    launchOptions: { args: ["--no-sandbox", "--disable-gpu"], ...(executablePath ? { executablePath } : {}) },
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    trace: "off",
    screenshot: "only-on-failure",
  },
});
