import { defineConfig } from "vitest/config";

/** The only configuration of these tests: the repository's own run includes it as a project. */
export default defineConfig({
  test: {
    name: "local-stripe",
    include: ["src/**/*.test.ts"],
    // Property tests and the official CLI take longer on a busy machine than in isolation.
    testTimeout: 60_000,
    // Tests keep no state outside of themselves, so files can share a process, which saves loading the SDK for each.
    isolate: false,
    maxWorkers: 2,
  },
});
