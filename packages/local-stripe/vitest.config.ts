import { configDefaults, defineProject } from "vitest/config";

/** They start programs of their own: `npm run test:all` and `npm run test:stripe` run them. */
const long = process.env.SKIP_LONG_TESTS
  ? ["src/wire/official-cli.test.ts", "src/clock/advance.test.ts", "src/store/persistence.test.ts"]
  : [];

/** Also one of the projects of the repository's own configuration. */
export default defineProject({
  test: {
    name: "local-stripe",
    include: ["src/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...long],
    setupFiles: ["src/testing/no-output.ts"],
    // Property tests and the official CLI take longer on a busy machine than alone.
    testTimeout: 60_000,
    // Files that keep nothing outside of their own tests share a process.
    isolate: false,
    maxWorkers: 2,
  },
});
