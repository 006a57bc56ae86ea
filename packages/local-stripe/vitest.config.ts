import { defineProject } from "vitest/config";

/** Also one of the projects of the repository's own configuration. */
export default defineProject({
  test: {
    name: "local-stripe",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/testing/no-output.ts"],
    testTimeout: 60_000,
    // Files that keep nothing outside of their own tests share a process.
    isolate: false,
    maxWorkers: 2,
  },
});
