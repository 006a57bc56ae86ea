import { defineProject } from "vitest/config";

/** Also one of the projects of the repository's own configuration. */
export default defineProject({
  test: {
    name: "local-stripe",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/testing/no-output.ts"],
    // Property tests and the official CLI take longer on a busy machine than alone.
    testTimeout: 60_000,
    // Files that keep nothing outside of their own tests share a process.
    isolate: false,
    maxWorkers: 2,
  },
});
